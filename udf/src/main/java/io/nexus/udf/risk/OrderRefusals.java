package io.nexus.udf.risk;

import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventRules.Refusal;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts order events that are refused, logs the first of each order and makes dead letters of all. */
final class OrderRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(OrderRefusals.class);
    private static final int MOST_LOGGED = 10_000;
    private static final int LONGEST_PAYLOAD = 2_000;

    private final Map<RejectReason, Runnable> counterByReason = new EnumMap<>(RejectReason.class);
    private final Set<String> logged = new HashSet<>();

    /** @param counters makes a counter of a name; it is run to count one */
    OrderRefusals(Function<String, Runnable> counters) {
        for (RejectReason reason : RejectReason.values()) {
            if (reason.isOfOrder()) {
                counterByReason.put(reason, counters.apply("orders.refused." + reason));
            }
        }
    }

    /** Takes note of a refused event. */
    DeadLetter letter(OrderEvent event, Refusal refusal) {
        Objects.requireNonNull(counterByReason.get(refusal.reason())).run();
        String id = event.intent() == null
                ? event.kind().name()
                : String.valueOf(event.intent().clientOrderId());
        if (logged.size() < MOST_LOGGED && logged.add(refusal.reason() + " " + id)) {
            LOG.error("order event of {} refused, {}: {}", id, refusal.reason(), refusal.detail());
        }
        String text = event.toString();
        return new DeadLetter(
                refusal.reason(),
                event.instrument(),
                event.feedTimeMs(),
                refusal.detail(),
                text.substring(0, Math.min(text.length(), LONGEST_PAYLOAD)),
                -1,
                -1);
    }
}
