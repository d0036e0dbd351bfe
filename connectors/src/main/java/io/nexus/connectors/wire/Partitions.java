package io.nexus.connectors.wire;

/** The partition of the market topic that holds an instrument's messages. */
public final class Partitions {
    /** Partitions of the market topic. For ever: another number would move instruments between partitions. */
    public static final int COUNT = 8;

    private static final String HEARTBEAT_PREFIX = "heartbeat|";

    private Partitions() {}

    /** Partition of an instrument key, the same on every machine and in every version. */
    public static int of(String instrument) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < instrument.length(); i++) {
            hash = (hash ^ instrument.charAt(i)) * 0x01000193;
        }
        return Math.floorMod(hash ^ (hash >>> 15), COUNT);
    }

    /** Kafka key of a partition's heartbeats; signed, so that none can be moved to another partition. */
    public static String heartbeatKey(int partition) {
        return HEARTBEAT_PREFIX + partition;
    }
}
