package io.nexus.connectors.gateway;

import io.nexus.domain.skip.RejectReason;
import java.util.Map;
import java.util.TreeMap;

/** How far a gateway has come, over all its restarts unless said otherwise.
 *
 * @param received messages of the source, refused ones included; no heartbeats, no generated messages
 * @param receivedNow of them by this process
 * @param refused messages of the source that could not be read, or were none of the market
 * @param lettersByReason of them by the name of the {@link RejectReason}; also those read in part only
 * @param sent messages handed to Kafka by this process, of every kind
 * @param feedTimeMs feed time reached, 0 before the first message
 * @param speed of this process, feed time per wall time, from the end of the warm-up (before it: from the start) until the
 *     source ended
 * @param isSourceEnded whether the end markers were sent and only heartbeats follow
 * @param sourceCounts what the source has found besides its messages, by name */
public record GatewayProgress(
        long received,
        long receivedNow,
        long refused,
        Map<String, Long> lettersByReason,
        long sent,
        long feedTimeMs,
        double speed,
        boolean isSourceEnded,
        Map<String, Long> sourceCounts) {
    public GatewayProgress {
        lettersByReason = Map.copyOf(lettersByReason);
        sourceCounts = Map.copyOf(sourceCounts);
    }

    /** Of a source that is all messages. */
    public GatewayProgress(
            long received,
            long receivedNow,
            long refused,
            long sent,
            long feedTimeMs,
            double speed,
            boolean isSourceEnded) {
        this(received, receivedNow, refused, Map.of(), sent, feedTimeMs, speed, isSourceEnded, Map.of());
    }

    /** Messages with a reason. */
    public long letters(RejectReason reason) {
        return lettersByReason.getOrDefault(reason.name(), 0L);
    }

    /** Of the refused, by the name of the reason. */
    public Map<String, Long> refusedByReason() {
        Map<String, Long> refusals = new TreeMap<>(lettersByReason);
        refusals.keySet().removeIf(reason -> !RejectReason.valueOf(reason).isRefusal());
        return refusals;
    }
}
