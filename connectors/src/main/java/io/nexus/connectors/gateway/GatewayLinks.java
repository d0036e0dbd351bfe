package io.nexus.connectors.gateway;

import io.nexus.domain.port.WallClock;
import java.util.function.Consumer;

/** What a gateway is connected to.
 *
 * @param sink takes the signed messages
 * @param progress of the job, which holds the gateway back above 1x
 * @param tap sees each message of the source once, refused ones included: for recording and dead letters
 * @param wallClock gives the send times and the pace */
public record GatewayLinks(
        MessageSink sink, ProgressMonitor progress, Consumer<FeedMessage> tap, WallClock wallClock) {}
