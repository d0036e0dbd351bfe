package io.nexus.connectors.clock;

import io.nexus.domain.port.WallClock;
import java.time.Instant;

/** The machine's wall clock, the same for all threads of the process. Nanoseconds are precise to about a microsecond and allocate
 * nothing. Thread-safe. */
public enum SystemWallClock implements WallClock {
    INSTANCE;

    private static final AnchoredClock NANOS = new AnchoredClock(Instant::now, System::nanoTime);

    @Override
    public long nowMs() {
        return System.currentTimeMillis();
    }

    @Override
    public long nowNs() {
        return NANOS.nowNs();
    }
}
