package io.nexus.connectors.kafka;

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

    /** For ever: another number would move instruments between partitions. */
    public static final int MARKET_PARTITIONS = 8;

    /** For ever: another number would move accounts between partitions. */
    public static final int ORDER_PARTITIONS = 8;

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
        Map<String, String> kept = Map.of("retention.ms", "-1");
        Map<String, String> bounded = Map.of("retention.bytes", "67108864", "segment.bytes", "16777216");
        return List.of(
                new Shape(
                        MARKET,
                        MARKET_PARTITIONS,
                        Map.of(
                                "retention.ms",
                                "-1",
                                "retention.bytes",
                                Long.toString(marketRetentionBytes),
                                "segment.bytes",
                                "33554432")),
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
}
