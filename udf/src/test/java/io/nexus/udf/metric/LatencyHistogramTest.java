package io.nexus.udf.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

final class LatencyHistogramTest {
    private final AtomicLong nowNs = new AtomicLong(-TimeUnit.SECONDS.toNanos(30));
    private final SimpleCounter negatives = new SimpleCounter();
    private final LatencyHistogram latencies = new LatencyHistogram(nowNs::get, negatives);

    @Test
    void givesQuantilesToTwoDigits() {
        for (int i = 1; i <= 1_000; i++) {
            latencies.update(i * 1_000L);
        }

        assertThat(latencies.getStatistics().getQuantile(0.5)).isBetween(495_000.0, 510_000.0);
        assertThat(latencies.getStatistics().getQuantile(0.99)).isBetween(980_000.0, 1_000_000.0);
        assertThat(latencies.getStatistics().getMin()).isEqualTo(1_000);
        assertThat(latencies.getStatistics().size()).isEqualTo(1_000);
    }

    @Test
    void countsNegativesOfASkewedClockAsZeroAndTellsHowMany() {
        latencies.update(-5);
        latencies.update(Long.MAX_VALUE);

        assertThat(negatives.getCount()).isEqualTo(1);
        assertThat(latencies.getCount()).isEqualTo(2);
        assertThat(latencies.getStatistics().getMin()).isZero();
        assertThat(latencies.getStatistics().getMax()).isGreaterThanOrEqualTo(60_000_000_000L);
    }

    @Test
    void itsStatisticsAreOfTheLastMinuteAndItsCountIsOfAllTime() {
        latencies.update(7_000_000);
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(59));
        latencies.update(1_000);
        assertThat(latencies.getStatistics().getMax()).isGreaterThanOrEqualTo(7_000_000);

        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(22));

        assertThat(latencies.getStatistics().getMax()).isLessThan(1_100);
        assertThat(latencies.getStatistics().size()).isEqualTo(1);
        assertThat(latencies.getCount()).isEqualTo(2);
    }

    @Test
    void saysNothingAfterAMinuteAndAThirdOfSilence() {
        latencies.update(1_000);
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(81));

        assertThat(latencies.getStatistics().size()).isZero();
        assertThat(latencies.getStatistics().getQuantile(0.99)).isZero();
    }

    @Test
    void itsTotalSinceAResetOutlivesTheWindow() {
        latencies.update(9_000_000);
        latencies.reset();
        latencies.update(1_000);
        nowNs.addAndGet(TimeUnit.HOURS.toNanos(1));
        latencies.update(3_000);

        assertThat(latencies.countSinceReset()).isEqualTo(2);
        assertThat(latencies.sinceReset().getMin()).isBetween(1_000L, 1_010L);
        assertThat(latencies.sinceReset().getMax()).isBetween(3_000L, 3_030L);
        assertThat(latencies.getCount()).isEqualTo(3);
    }

    @Test
    void aResetLeavesTheWindowToOtherReaders() {
        latencies.update(1_000);

        latencies.reset();

        assertThat(latencies.getStatistics().size()).isEqualTo(1);
        assertThat(latencies.countSinceReset()).isZero();
    }

    @Test
    void losesNothingThatThreadsRecordTogether() {
        IntStream.range(0, 40_000).parallel().forEach(latencies::update);

        assertThat(latencies.getCount()).isEqualTo(40_000);
        assertThat(latencies.getStatistics().size()).isEqualTo(40_000);
        assertThat(latencies.countSinceReset()).isEqualTo(40_000);
    }
}
