package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class SecondSeriesTest {
    private static final int STEPS = 60;

    /** Closes 301 seconds that move once in five: returns of so many bp and deltas by step. */
    private static SecondSeries series(IntToDoubleFunction returnBps, IntToDoubleFunction deltas) {
        SecondSeries seconds = new SecondSeries();
        double log = Math.log(600_000);
        double delta = 0;
        seconds.close(Math.exp(log), delta, 1000);
        for (int i = 0; i < STEPS; i++) {
            log += returnBps.applyAsDouble(i) / 1e4;
            delta += deltas.applyAsDouble(i);
            for (int k = 0; k < SecondSeries.STEP; k++) {
                seconds.close(Math.exp(log), delta, 2000 + 1000L * (i * SecondSeries.STEP + k));
            }
        }
        return seconds;
    }

    /** Likewise, by the change of the mid in ticks. */
    private static SecondSeries ticks(IntToDoubleFunction ticks, IntToDoubleFunction deltas) {
        SecondSeries seconds = new SecondSeries();
        double mid = 600_000;
        double delta = 0;
        seconds.close(mid, delta, 1000);
        for (int i = 0; i < STEPS; i++) {
            mid += ticks.applyAsDouble(i);
            delta += deltas.applyAsDouble(i);
            for (int k = 0; k < SecondSeries.STEP; k++) {
                seconds.close(mid, delta, 2000 + 1000L * (i * SecondSeries.STEP + k));
            }
        }
        return seconds;
    }

    private static JumpStatistics jumps(SecondSeries seconds) {
        JumpStatistics jumps = new JumpStatistics();
        jumps.update(seconds);
        return jumps;
    }

    @Test
    void correlatesDeltaAndReturnAroundTheirMeans() {
        SplittableRandom random = new SplittableRandom(7);
        double[] x = random.doubles(STEPS, 50, 60).toArray();
        double[] y = random.doubles(STEPS, 2, 3).toArray();

        double correlation = ticks(i -> y[i], i -> x[i]).deltaCorrelation();

        assertThat(correlation).isCloseTo(pearson(x, y), within(1e-6));
        assertThat(Math.abs(correlation)).isLessThan(0.5);
    }

    private static double pearson(double[] x, double[] y) {
        double xMean = 0;
        double yMean = 0;
        for (int i = 0; i < x.length; i++) {
            xMean += x[i] / x.length;
            yMean += y[i] / y.length;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - xMean) * (x[i] - xMean);
            yy += (y[i] - yMean) * (y[i] - yMean);
            xy += (x[i] - xMean) * (y[i] - yMean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void findsOppositeWaysUnderACommonDrift() {
        double correlation =
                ticks(i -> i % 2 == 0 ? 3 : 2, i -> i % 2 == 0 ? 10 : 20).deltaCorrelation();

        assertThat(correlation).isCloseTo(-1, within(1e-6)).isGreaterThanOrEqualTo(-1);
    }

    @Test
    void findsNoCorrelationWithWhatIsSteady() {
        assertThat(ticks(i -> 0.7, i -> i % 3).deltaCorrelation()).isZero();
        assertThat(ticks(i -> i % 3, i -> 0.1).deltaCorrelation()).isZero();
        assertThat(ticks(i -> 0, i -> i % 3).deltaCorrelation()).isZero();
    }

    @Test
    void seesNoAutocorrelationInADriftAndAFullOneAgainstItsOwnSign() {
        SecondSeries drift = new SecondSeries();
        SecondSeries bounce = new SecondSeries();
        SplittableRandom random = new SplittableRandom(7);
        double log = 0;
        for (int i = 0; i <= 300; i++) {
            log += 1e-5 + 1e-6 * random.nextDouble();
            drift.close(600_000 * Math.exp(log), 0, 1000L * i);
            bounce.close(600_000 * Math.exp(i * 1e-6 + i % 2 * 1e-6), 0, 1000L * i);
        }

        assertThat(drift.autocorrelation()).isCloseTo(0, within(0.2));
        assertThat(bounce.autocorrelation()).isCloseTo(-299 / 300.0, within(1e-6));
    }

    @Test
    void seesNoJumpWhereBipowerVariationIsTheLarger() {
        JumpStatistics jumps = jumps(series(i -> i % 2 == 0 ? 2 : -2, i -> 0));

        assertThat(jumps.bipowerVariation).isGreaterThan(jumps.realizedVariance);
        assertThat(jumps.relativeJump).isZero();
        assertThat(jumps.jumpZ).isZero();
    }

    @Test
    void takesAMidThatComesBackWithinAStepForNoReturn() {
        SecondSeries seconds = new SecondSeries();
        for (int i = 0; i <= 300; i++) {
            double jump = i < 150 ? 0 : 3000;
            seconds.close(600_000 + jump + 7 * (i % SecondSeries.STEP), 0, 1000L * i);
        }

        JumpStatistics jumps = jumps(seconds);

        assertThat(jumps.realizedVariance).isPositive();
        assertThat(jumps.bipowerVariation).isZero();
        assertThat(jumps.relativeJump).isZero();
    }

    @Test
    void dividesTheRelativeJumpByItsSpread() {
        JumpStatistics jumps = jumps(series(i -> i == 30 ? 50 : i % 2 == 0 ? 2 : -2, i -> 0));

        double bipower = jumps.bipowerVariation / jumps.realizedVariance;
        double least = Math.sqrt((Math.PI * Math.PI / 4 + Math.PI - 5) / STEPS);
        assertThat(jumps.relativeJump).isCloseTo(1 - bipower, within(1e-12)).isPositive();
        assertThat(jumps.jumpZ).isGreaterThan(3.09).isLessThanOrEqualTo(jumps.relativeJump / least);
    }

    @Test
    void measuresTheNewestMinuteByTheSameReturns() {
        JumpStatistics jumps = jumps(series(i -> (i < STEPS - 12 ? 1 : 3) * (i % 2 == 0 ? 1 : -1), i -> 0));

        assertThat(jumps.minuteVariance).isCloseTo(12 * 9e-8, within(1e-12));
        assertThat(jumps.realizedVariance).isCloseTo((48 + 12 * 9) * 1e-8, within(1e-12));
    }
}
