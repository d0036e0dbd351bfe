package io.nexus.connectors.wire;

import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.port.WallClock;
import java.util.Arrays;

/** Judges the age of authentic messages. State: feed time of each partition's newest heartbeat. Not thread-safe. */
final class GatewayClock {
    private static final long NONE = Long.MIN_VALUE;

    private final ClockMode mode;
    private final FreshnessConfig config;
    private final WallClock wallClock;
    private long[] newestHeartbeatMs = new long[0];

    GatewayClock(ClockMode mode, FreshnessConfig config, WallClock wallClock) {
        this.mode = mode;
        this.config = config;
        this.wallClock = wallClock;
    }

    /** Verdict on an event of a partition. A heartbeat that is not from the future moves the partition's clock; before
     * the first one nothing is late in {@link ClockMode#REPLAY}. */
    Freshness judge(MarketEvent event, int partition) {
        Freshness freshness = mode == ClockMode.LIVE
                ? verdict(event.sentAtWallMs(), wallClock.nowMs())
                : replayed(event, newestHeartbeatMs(partition));
        if (event.kind() == MarketEventKind.HEARTBEAT && freshness != Freshness.FUTURE) {
            advance(partition, event.feedTimeMs());
        }
        return freshness;
    }

    /** Feed time of a partition as far as known, else 0. */
    long feedTimeMs(int partition) {
        return Math.max(0, newestHeartbeatMs(partition));
    }

    private Freshness replayed(MarketEvent event, long clockMs) {
        boolean isAhead = event.kind() == MarketEventKind.HEARTBEAT && event.feedTimeMs() >= clockMs;
        return clockMs == NONE || isAhead ? Freshness.FRESH : verdict(event.feedTimeMs(), clockMs);
    }

    private Freshness verdict(long sentMs, long clockMs) {
        if (sentMs < clockMs - config.maxBehindMs()) {
            return Freshness.STALE;
        }
        return sentMs > clockMs + config.maxAheadMs() ? Freshness.FUTURE : Freshness.FRESH;
    }

    private long newestHeartbeatMs(int partition) {
        return partition < newestHeartbeatMs.length ? newestHeartbeatMs[partition] : NONE;
    }

    private void advance(int partition, long heartbeatMs) {
        if (partition >= newestHeartbeatMs.length) {
            int known = newestHeartbeatMs.length;
            newestHeartbeatMs = Arrays.copyOf(newestHeartbeatMs, partition + 1);
            Arrays.fill(newestHeartbeatMs, known, newestHeartbeatMs.length, NONE);
        }
        newestHeartbeatMs[partition] = Math.max(newestHeartbeatMs[partition], heartbeatMs);
    }
}
