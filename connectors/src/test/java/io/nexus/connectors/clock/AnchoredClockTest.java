package io.nexus.connectors.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

final class AnchoredClockTest {
    private static final Instant START = Instant.parse("2025-06-03T10:15:30.123456Z");
    private static final long START_NS = TimeUnit.SECONDS.toNanos(START.getEpochSecond()) + START.getNano();

    private Instant wall = START;
    private long monotonicNs = Long.MAX_VALUE - 100; // about to overflow, as it may

    @Test
    void movesWithTheMonotonicClockBetweenTwoAnchors() {
        AnchoredClock clock = new AnchoredClock(() -> wall, () -> monotonicNs);
        wall = Instant.EPOCH;
        monotonicNs += 999_999_999;

        assertThat(clock.nowNs()).isEqualTo(START_NS + 999_999_999);
    }

    @Test
    void followsAWallClockThatIsCorrected() {
        AnchoredClock clock = new AnchoredClock(() -> wall, () -> monotonicNs);
        monotonicNs += AnchoredClock.ANCHOR_INTERVAL_NS;
        wall = START.plusSeconds(1).minusNanos(30_000);

        assertThat(clock.nowNs()).isEqualTo(START_NS + 1_000_000_000 - 30_000);
    }

    @Test
    void trustsTheReadingsThatAreClosest() {
        Queue<Long> readings = new ArrayDeque<>();
        for (long reading : new long[] {0, 5_000_000, 5_000_000, 5_000_040, 5_000_100, 9_000_000}) {
            readings.add(reading);
        }
        Queue<Instant> walls = new ArrayDeque<>();
        walls.add(START.plusNanos(4_900_000)); // stopped before it was read
        walls.add(START.plusNanos(5_000_020));
        walls.add(START.plusNanos(8_000_000));
        AnchoredClock clock =
                new AnchoredClock(walls::remove, () -> readings.isEmpty() ? 6_000_000 : readings.remove());

        assertThat(clock.nowNs()).isEqualTo(START_NS + 6_000_000);
    }

    @Test
    void isOneClockWhereverItTravels() throws Exception {
        assertThat(InstantiationUtil.clone(SystemWallClock.INSTANCE)).isSameAs(SystemWallClock.INSTANCE);
    }

    @Test
    void countsFromTheEpoch() {
        long beforeMs = System.currentTimeMillis();
        long nowNs = SystemWallClock.INSTANCE.nowNs();
        long afterMs = System.currentTimeMillis();

        // a wall clock that is stepped meanwhile would be off by more, and so would anything else be
        assertThat(TimeUnit.NANOSECONDS.toMillis(nowNs)).isBetween(beforeMs - 1_000, afterMs + 1_000);
    }
}
