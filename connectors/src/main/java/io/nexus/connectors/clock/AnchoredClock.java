package io.nexus.connectors.clock;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Wall time as a monotonic clock's reading plus its distance to the wall clock. The distance is taken again every second, so that the
 * result follows a wall clock that is corrected. Thread-safe. */
final class AnchoredClock {
    static final long ANCHOR_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private static final int TRIES = 3;

    private final Supplier<Instant> wall;
    private final LongSupplier monotonicNs;
    private volatile long distanceNs;
    private volatile long anchoredAtNs;

    AnchoredClock(Supplier<Instant> wall, LongSupplier monotonicNs) {
        this.wall = wall;
        this.monotonicNs = monotonicNs;
        anchor();
    }

    /** Nanoseconds since the epoch. */
    long nowNs() {
        long now = monotonicNs.getAsLong();
        if (now - anchoredAtNs >= ANCHOR_INTERVAL_NS) {
            anchor();
        }
        return now + distanceNs;
    }

    /** Of a few tries the one counts whose readings are closest: a thread may be stopped between two of them. */
    private void anchor() {
        long closestNs = Long.MAX_VALUE;
        long distance = 0;
        long before = 0;
        for (int i = 0; i < TRIES; i++) {
            before = monotonicNs.getAsLong();
            Instant now = wall.get();
            long apartNs = monotonicNs.getAsLong() - before;
            if (apartNs < closestNs) {
                closestNs = apartNs;
                distance = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - before - apartNs / 2;
            }
        }
        distanceNs = distance;
        anchoredAtNs = before;
    }
}
