package io.nexus.connectors.kafka;

import io.nexus.connectors.wire.Partitions;
import java.util.List;
import java.util.Map;

/** Names and shapes of the topics. */
public final class Topics {
    /** Signed market messages, partitioned by instrument. */
    public static final String MARKET = "nexus.market";
    /** Order events, partitioned by account. */
    public static final String ORDERS = "nexus.orders";
    /** Control messages: one partition, compacted; a message's offset is its version. */
    public static final String CONTROL = "nexus.control";

    public static final String DECISIONS = "nexus.decisions";
    /** Evaluations that ended without an order, sampled above a rate. */
    public static final String SKIPS = "nexus.skips";

    public static final String OUTCOMES = "nexus.outcomes";
    public static final String DEAD_LETTERS = "nexus.dead-letter";
    /** How far the job has come, for the pacing of the gateway. */
    public static final String PROGRESS = "nexus.progress";
    /** Exact cumulative counts by instrument and name, compacted. */
    public static final String COUNTS = "nexus.counts";

    public static final String DIGESTS = "nexus.digests";
    /** Marks of open positions, one a second each; the newest of a position counts. */
    public static final String MARKS = "nexus.marks";
    /** Every setting and move of a protective stop. */
    public static final String STOP_MOVES = "nexus.stop-moves";

    public static final int MARKET_PARTITIONS = Partitions.COUNT;

    /** For ever: another number would move accounts between partitions. */
    public static final int ORDER_PARTITIONS = 8;

    /** Kept of each market partition unless another size is asked for: some hours of a market of twenty instruments. */
    public static final long MARKET_RETENTION_BYTES = 512L << 20;

    private static final String FOR_EVER = "-1";
    private static final String A_WEEK_MS = "604800000";

    private Topics() {}

    /** A topic's shape.
     *
     * @param settings Kafka topic settings */
    public record Shape(String name, int partitions, Map<String, String> settings) {}

    /** All topics.
     *
     * @param marketRetentionBytes kept of each market partition */
    public static List<Shape> all(long marketRetentionBytes) {
        Map<String, String> compacted = Map.of("cleanup.policy", "compact", "segment.bytes", "16777216");
        Map<String, String> kept = deleted(FOR_EVER, FOR_EVER, "1073741824");
        Map<String, String> bounded = deleted(A_WEEK_MS, "67108864", "16777216");
        Map<String, String> market = deleted(FOR_EVER, Long.toString(marketRetentionBytes), "33554432");
        return List.of(
                new Shape(MARKET, MARKET_PARTITIONS, market),
                new Shape(ORDERS, ORDER_PARTITIONS, kept),
                new Shape(CONTROL, 1, compacted),
                new Shape(DECISIONS, 1, kept),
                new Shape(SKIPS, 1, bounded),
                new Shape(OUTCOMES, 1, kept),
                new Shape(DEAD_LETTERS, 1, bounded),
                new Shape(PROGRESS, 1, bounded),
                new Shape(COUNTS, 1, compacted),
                new Shape(DIGESTS, 1, kept),
                new Shape(MARKS, 1, bounded),
                new Shape(STOP_MOVES, 1, kept));
    }

    private static Map<String, String> deleted(String retentionMs, String retentionBytes, String segmentBytes) {
        return Map.of(
                "cleanup.policy",
                "delete",
                "retention.ms",
                retentionMs,
                "retention.bytes",
                retentionBytes,
                "segment.bytes",
                segmentBytes);
    }
}
