package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.market.Bar;
import io.nexus.udf.testkit.Tape;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BarMeasuresTest {
    private static final InstrumentScale SCALE = InstrumentScale.of(Tape.instrument());
    private static final long MINUTE_MS = 60_000;

    @Test
    void measuresTheNoiseOfMinutesAsThatOfFiveSecondsWithTheSameReturns() {
        Random random = new Random(7);
        BarMeasures measures = new BarMeasures(SCALE);
        SecondSeries seconds = new SecondSeries();
        JumpStatistics jumps = new JumpStatistics();
        long ticks = 600_000;
        for (int minute = 0; minute < 61; minute++) {
            ticks += Math.round(50 * random.nextGaussian());
            measures.take(bar(minute, ticks, 40));
            for (int second = 0; second < 5; second++) {
                seconds.close((double) ticks, 0, 1000L * (5 * minute + second));
            }
        }
        jumps.update(seconds);

        assertThat(jumps.isKnown).isTrue();
        assertThat(measures.value(Metric.NOISE)).isEqualTo(jumps.noiseLevel);
    }

    @Test
    void findsTheVolatilityOfARandomWalk() {
        Random random = new Random(11);
        BarMeasures measures = new BarMeasures(SCALE);
        double perMinute = 0.5 / Math.sqrt(RawQuality.MINUTES_PER_YEAR);
        double log = Math.log(600_000);
        double sum = 0;
        int samples = 0;
        for (int minute = 0; minute < 5000; minute++) {
            long high = 0;
            long low = Long.MAX_VALUE;
            long open = Math.round(Math.exp(log));
            for (int step = 0; step < 100; step++) {
                log += perMinute / 10 * random.nextGaussian();
                long ticks = Math.round(Math.exp(log));
                high = Math.max(high, Math.max(open, ticks));
                low = Math.min(low, Math.min(open, ticks));
            }
            measures.take(new Bar(
                    MINUTE_MS,
                    minute * MINUTE_MS,
                    open,
                    high,
                    low,
                    Math.round(Math.exp(log)),
                    10,
                    Bar.NO_TAKER_VOLUME,
                    1));
            if (!Double.isNaN(measures.value(Metric.SIGMA))) {
                sum += measures.value(Metric.SIGMA);
                samples++;
            }
        }

        assertThat(sum / samples).isCloseTo(0.5, within(0.05));
        assertThat(measures.value(Metric.MOMENTUM)).isBetween(0.0, 1.0);
        assertThat(measures.value(Metric.TREND)).isBetween(0.0, 1.0);
        assertThat(measures.value(Metric.DEPTH_USD)).isNaN();
    }

    @Test
    void knowsNothingOfWindowsThatAreNotFull() {
        BarMeasures measures = new BarMeasures(SCALE);

        for (int minute = 0; minute < 60; minute++) {
            measures.take(bar(minute, 600_000 + minute % 7, 40));
        }

        assertThat(measures.value(Metric.SIGMA)).isPositive();
        assertThat(measures.value(Metric.SPREAD_BPS)).isCloseTo(1e4 / 600_000, within(1e-5));
        assertThat(measures.value(Metric.IMPACT_BPS)).isEqualTo(measures.value(Metric.SPREAD_BPS) / 2);
        assertThat(measures.value(Metric.MOMENTUM)).isNaN();
        assertThat(measures.value(Metric.TREND)).isNaN();
        assertThat(measures.value(Metric.NOISE)).isNaN();
        assertThat(measures.value(Metric.VPIN)).isNaN();
    }

    @Test
    void takesVpinFromTheSidesOfLongerBars() {
        BarMeasures measures = new BarMeasures(SCALE);

        for (int i = 0; i < 2 * 480 + 1; i++) {
            measures.take(new Bar(3 * MINUTE_MS, 3L * i * MINUTE_MS, 100, 100, 100, 100, 1000, 700, 10));
        }

        assertThat(measures.value(Metric.VPIN)).isCloseTo(0.4, within(0.01));
    }

    private static Bar bar(int minute, long ticks, long range) {
        return new Bar(
                MINUTE_MS, minute * MINUTE_MS, ticks, ticks + range, ticks - range, ticks, 10, Bar.NO_TAKER_VOLUME, 1);
    }
}
