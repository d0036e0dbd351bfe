package io.nexus.udf.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Window primitives against naive twins that look at everything again. */
final class WindowsTest {
    private static final double T_MS = 5000;

    @Property(tries = 200)
    void aRollingSumEqualsTheSumOfItsBuckets(
            @ForAll @Size(min = 1, max = 80) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
            @ForAll @IntRange(min = 1, max = 12) int window) {
        RollingSum sum = new RollingSum(window);

        for (int i = 0; i < values.size(); i++) {
            sum.add(values.get(i));

            double naive = IntStream.rangeClosed(Math.max(0, i - window + 1), i)
                    .mapToDouble(values::get)
                    .sum();
            assertThat(sum.sum).isCloseTo(naive, within(1e-6));
            sum.advance();
        }
    }

    @Property(tries = 200)
    void aRollingExtremeEqualsTheHighestOfTheLastValues(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(min = -20, max = 20) Integer> values,
            @ForAll @IntRange(min = 1, max = 12) int window) {
        RollingExtreme extreme = new RollingExtreme(window);

        for (int i = 0; i < values.size(); i++) {
            extreme.add(values.get(i));

            int naive = IntStream.rangeClosed(Math.max(0, i - window + 1), i)
                    .map(values::get)
                    .max()
                    .orElseThrow();
            assertThat(extreme.max()).isEqualTo(naive);
            assertThat(extreme.isFull()).isEqualTo(i + 1 >= window);
        }
    }

    @Property(tries = 200)
    void decayedMomentsWeighEachValueByTheTimeItStoodForAndByItsAge(
            @ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = -100, max = 100) Double> values,
            @ForAll @Size(40) List<@IntRange(min = 1, max = 9000) Integer> gaps) {
        DecayedMoments moments = new DecayedMoments();
        long[] times = new long[values.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = i == 0 ? 1000 : times[i - 1] + gaps.get(i);
            moments.update(values.get(i), times[i], T_MS);
        }

        double weights = 0;
        double mean = 0;
        double squares = 0;
        long now = times[times.length - 1];
        for (int i = 1; i < times.length; i++) {
            double weight = -Math.expm1(-(times[i] - times[i - 1]) / T_MS) * Math.exp(-(now - times[i]) / T_MS);
            weights += weight;
            mean += weight * values.get(i);
            squares += weight * values.get(i) * values.get(i);
        }
        mean /= weights;
        assertThat(moments.mean).isCloseTo(mean, within(1e-6));
        assertThat(moments.variance).isCloseTo(squares / weights - mean * mean, within(1e-4));
    }

    @Property(tries = 100)
    void aDecayedSlopeEqualsWeightedLeastSquares(
            @ForAll @Size(min = 3, max = 40) List<@DoubleRange(min = -1000, max = 1000) Double> values) {
        DecayedSlope slope = new DecayedSlope();
        for (int i = 0; i < values.size(); i++) {
            slope.update(1e7 + values.get(i), i * 1000L, T_MS);
        }

        double w = 0;
        double x = 0;
        double y = 0;
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < values.size(); i++) {
            double weight = Math.exp(-(values.size() - 1 - i) * 1000 / T_MS);
            w += weight;
            x += weight * i;
            y += weight * values.get(i);
            xx += weight * i * i;
            xy += weight * i * values.get(i);
        }
        assertThat(slope.perSecond()).isCloseTo((w * xy - x * y) / (w * xx - x * x), within(1e-5));
    }

    @Property(tries = 100)
    void aDecayedSumForgetsEachTermByItsAge(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = 0, max = 100) Double> values) {
        DecayedSum sum = new DecayedSum();
        for (int i = 0; i < values.size(); i++) {
            sum.add(values.get(i), i * 700L, T_MS);
        }

        double naive = 0;
        long now = values.size() * 700L;
        for (int i = 0; i < values.size(); i++) {
            naive += values.get(i) * Math.exp(-(now - i * 700L) / T_MS);
        }
        assertThat(sum.at(now, T_MS)).isCloseTo(naive, within(1e-9));
    }

    @Property(tries = 100)
    void aHistogramsRankIsTheShareBelowWithinABin(
            @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = 0, max = 1) Double> values,
            @ForAll @DoubleRange(min = 0, max = 1) double asked) {
        DecayedHistogram histogram = new DecayedHistogram(0, 1, false);
        values.forEach(value -> histogram.add(value, 1000, 1));

        double bin = 1.0 / DecayedHistogram.BINS;
        long below = values.stream().filter(value -> value < asked - bin).count();
        long notAbove = values.stream().filter(value -> value <= asked + bin).count();
        assertThat(histogram.rank(asked))
                .isBetween((double) below / values.size() - 1e-9, (double) notAbove / values.size() + 1e-9);
    }

    @Test
    void aHistogramForgetsAReferenceWorthAnHourAfterADayOfOtherValues() {
        DecayedHistogram histogram = new DecayedHistogram(0, 1, false);
        histogram.seed(new double[] {0.1, 0.2, 0.3}, 3600);
        assertThat(histogram.rank(0.2)).isCloseTo(0.5, within(0.05));

        for (int i = 0; i < 86_400; i++) {
            histogram.add(0.8, i * 1000L + 1, 1);
        }

        assertThat(histogram.rank(0.5)).isLessThan(0.05);
        assertThat(histogram.quantile(0.5)).isCloseTo(0.8, within(0.01));
    }

    @Test
    void aHistogramKeepsItsRanksWhenItsCountsAreScaledDown() {
        DecayedHistogram histogram = new DecayedHistogram(0, 1, false).fadingOver(1000);
        for (int i = 0; i < 100; i++) {
            histogram.add(i % 2 == 0 ? 0.25 : 0.75, i * 1000L + 1, 1);
        }

        assertThat(histogram.growth).isLessThan(1e6 * Math.E);
        assertThat(histogram.total).isFinite();
        assertThat(histogram.rank(0.5)).isCloseTo(1 / (1 + Math.E), within(1e-9));
    }

    @Property(tries = 100)
    void aVolumeProfileFindsTheHeaviestBinAndSeventyPercentAroundIt(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 60) Integer> bins) {
        VolumeProfile profile = new VolumeProfile();
        profile.add(1_000_000, 0.001, 0);
        double[] naive = new double[61];
        for (int bin : bins) {
            profile.add(1_000_000 + bin * profile.binTicks, 10, 0);
            naive[bin] += 10;
        }

        profile.locate();

        long base = 1_000_000 / profile.binTicks;
        double most = Arrays.stream(naive).max().orElseThrow();
        assertThat(naive[(int) (profile.pointOfControl - base)]).isCloseTo(most, within(0.01));
        double inside = 0;
        for (long bin = profile.valueAreaLow; bin <= profile.valueAreaHigh; bin++) {
            inside += bin - base >= 0 && bin - base <= 60 ? naive[(int) (bin - base)] : 0;
        }
        assertThat(inside).isGreaterThanOrEqualTo(0.7 * bins.size() * 10 - 0.01);
    }

    @Test
    void theFeedsSkewIsTheLeastLagSoAClockBehindTheVenuesIsNoAge() {
        FeedSkew skew = new FeedSkew();
        for (long t = 0; t < 60_000; t += 100) {
            assertThat(skew.age(t, t + 1270)).isZero();
        }

        assertThat(skew.age(60_000, 61_270 - 250)).isEqualTo(250);
        assertThat(skew.age(80_000, 61_270)).isEqualTo(20_000);
    }

    @Test
    void oneEventOfAFarTimeMakesNoOtherOneOldAndAClockThatWasSetDoes() {
        FeedSkew skew = new FeedSkew();
        skew.age(0, -5);

        assertThat(skew.age(1_000, 2_000_000_000_000L)).isZero();
        assertThat(skew.age(1_100, 1_095)).isZero();
        assertThat(skew.age(1_200, 900)).isEqualTo(295);

        for (int i = 0; i < 20; i++) {
            assertThat(skew.age(2_000 + i, 62_000 + i)).isZero();
        }
        assertThat(skew.age(3_000, 63_000 - 40)).isEqualTo(40);
        assertThat(skew.age(3_000, 2_995)).isEqualTo(60_005);
    }
}
