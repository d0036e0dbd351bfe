package io.nexus.cli.embedded;

import io.nexus.connectors.gateway.MessageSink;
import io.nexus.domain.port.ExchangeFactory;
import java.util.function.UnaryOperator;

/** Places where a run can be watched from outside; whoever watches must pass everything on.
 *
 * @param feed wraps what takes the signed market messages
 * @param exchange wraps what opens Layer 7's exchange */
public record RunProbes(UnaryOperator<MessageSink> feed, UnaryOperator<ExchangeFactory> exchange) {
    public static final RunProbes NONE = new RunProbes(UnaryOperator.identity(), UnaryOperator.identity());
}
