package io.nexus.connectors.gateway;

import java.util.Map;

/** How far a gateway has come, over all its restarts unless said otherwise.
 *
 * @param received messages of the source, refused ones included; no heartbeats, no generated messages
 * @param receivedNow of them by this process
 * @param refused messages of the source that could not be read
 * @param sent messages handed to Kafka by this process, of every kind
 * @param feedTimeMs feed time reached, 0 before the first message
 * @param speed of this process, feed time per wall time, from the end of the warm-up (before it: from the start) until the
 *     source ended
 * @param isSourceEnded whether the end markers were sent and only heartbeats follow
 * @param refusedByReason of the refused, by the name of the reason
 * @param sourceCounts what the source has found besides its messages, by name */
public record GatewayProgress(
        long received,
        long receivedNow,
        long refused,
        long sent,
        long feedTimeMs,
        double speed,
        boolean isSourceEnded,
        Map<String, Long> refusedByReason,
        Map<String, Long> sourceCounts) {
    /** Of a source that is all messages. */
    public GatewayProgress(
            long received,
            long receivedNow,
            long refused,
            long sent,
            long feedTimeMs,
            double speed,
            boolean isSourceEnded) {
        this(received, receivedNow, refused, sent, feedTimeMs, speed, isSourceEnded, Map.of(), Map.of());
    }
}
