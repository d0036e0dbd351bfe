package io.nexus.connectors.gateway;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.port.WallClock;
import java.util.function.Consumer;

/** What a gateway is connected to.
 *
 * @param sink takes the signed messages
 * @param progress of the job, which holds the gateway back above 1x
 * @param tap sees each message of the source once, refused ones included: for recording and dead letters
 * @param market sees every event that the gateway knows of, in feed order, heartbeats included, repeated ones after a
 *     restart too, and then first the books it starts from: for a venue that matches against this market
 * @param wallClock gives the send times and the pace */
public record GatewayLinks(
        MessageSink sink,
        ProgressMonitor progress,
        Consumer<FeedMessage> tap,
        Consumer<MarketEvent> market,
        WallClock wallClock) {}
