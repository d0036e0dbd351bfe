package io.nexus.connectors.gateway;

import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.Map;
import java.util.TreeMap;

/** Everything a gateway must know to go on exactly where another one was killed. Not thread-safe; a mutable state class.
 * Fields are public for the checkpoint file only. */
public final class GatewayState {
    /** Id of the run whose market this is; empty in a checkpoint that is older than this record, or outside a run. */
    public String run = "";

    /** What {@link FeedSource#snapshotState} gave after {@code sourceIndex} messages; empty for a new source. */
    public byte[] sourceState = new byte[0];
    /** Messages taken from the source, and end markers. */
    public long sourceIndex;

    public long received;
    public long refused;
    /** Messages refused, or read in part only, by the name of the reason. */
    public Map<String, Long> lettersByReason = new TreeMap<>();
    /** Snapshots asked of the source after a gap. */
    public long snapshotsRequested;

    public boolean isStarted;
    public boolean isEnded;
    public long nextHeartbeatMs;
    /** Feed time of the newest message taken from the source. */
    public long feedTimeMs;

    /** Per partition: offset behind the last message this state knows of. */
    public long[] offsets = new long[Partitions.COUNT];
    /** Per partition: source index of the last message sent there; all before it were sent too. */
    public long[] sentIndex = new long[Partitions.COUNT];

    public long[] heartbeatSequence = new long[Partitions.COUNT];
    public long[] lastHeartbeatMs = new long[Partitions.COUNT];

    /** By instrument key. */
    public Map<String, Channel> channels = new TreeMap<>();

    /** What the gateway keeps of one instrument. */
    public static final class Channel {
        public long sequence;
        public long nextSnapshotMs;
        public OrderBook book = new OrderBook();
    }

    Channel channel(String instrument) {
        return channels.computeIfAbsent(instrument, key -> new Channel());
    }

    /** Takes note of a message that is in the topic already. */
    void observe(MarketEvent event, int partition, long index) {
        sentIndex[partition] = Math.max(sentIndex[partition], index);
        if (event.kind() == MarketEventKind.HEARTBEAT) {
            heartbeatSequence[partition] = Math.max(heartbeatSequence[partition], event.sequence());
            lastHeartbeatMs[partition] = Math.max(lastHeartbeatMs[partition], event.feedTimeMs());
        } else {
            Channel channel = channel(event.instrument());
            channel.sequence = Math.max(channel.sequence, event.sequence());
        }
    }

    /** Newest feed time any partition heard of; 0 if none. */
    long newestHeartbeatMs() {
        long newest = 0;
        for (long heartbeatMs : lastHeartbeatMs) {
            newest = Math.max(newest, heartbeatMs);
        }
        return newest;
    }

    /** Source index up to which every partition is complete or beyond. */
    long newestSentIndex() {
        long newest = 0;
        for (long index : sentIndex) {
            newest = Math.max(newest, index);
        }
        return newest;
    }
}
