package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each estimator against samples whose answer is known. */
final class EstimatorsTest {
    private static final int COUNT = 100_000;

    private final SplittableRandom random = new SplittableRandom(11);

    private double gaussian() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, 3, 5})
    void findsTheIndexOfAParetoTail(double index) {
        double[] sample =
                random.doubles(COUNT).map(u -> Math.pow(1 - u, -1 / index)).toArray();

        assertThat(Estimators.tailIndex(sample, 0.05)).isCloseTo(index, within(0.05 * index));
    }

    @Test
    void takesTheTailOfGaussianNumbersForThinnerThanThatOfReturns() {
        double[] sample = random.doubles(COUNT).map(u -> Math.abs(gaussian())).toArray();

        assertThat(Estimators.tailIndex(sample, 0.05)).isGreaterThan(5);
    }

    @Test
    void findsTheAutocorrelationsOfAnAutoregressiveSeries() {
        double[] series = new double[COUNT];
        for (int i = 1; i < COUNT; i++) {
            series[i] = 0.6 * series[i - 1] + gaussian();
        }

        assertThat(Estimators.autocorrelation(series, 1)).isCloseTo(0.6, within(0.02));
        assertThat(Estimators.autocorrelation(series, 3)).isCloseTo(0.216, within(0.02));
        assertThat(Estimators.memory(series, 3)).isCloseTo((0.6 + 0.36 + 0.216) / 3, within(0.02));
    }

    @Test
    void findsHowMuchOfALineIsNoise() {
        double[] x = random.doubles(COUNT).map(u -> gaussian()).toArray();
        double[] exact = new double[COUNT];
        double[] noisy = new double[COUNT];
        double[] alone = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            exact[i] = 5 - 2 * x[i];
            noisy[i] = 5 - 2 * x[i] + 2 * gaussian();
            alone[i] = gaussian();
        }

        assertThat(Estimators.rSquared(x, exact)).isCloseTo(1, within(1e-9));
        assertThat(Estimators.rSquared(x, noisy)).isCloseTo(0.5, within(0.02));
        assertThat(Estimators.rSquared(x, alone)).isCloseTo(0, within(0.001));
    }

    @Test
    void gapsOfIndependentArrivalsVaryAsMuchAsTheirMean() {
        double[] gaps = random.doubles(COUNT).map(u -> -3 * Math.log(1 - u)).toArray();

        assertThat(Estimators.variation(gaps)).isCloseTo(1, within(0.02));
        assertThat(Estimators.mean(gaps)).isCloseTo(3, within(0.05));
        assertThat(Estimators.median(gaps)).isCloseTo(3 * Math.log(2), within(0.05));
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Estimators.median(new double[] {4, 1, 10, 2})).isEqualTo(3);
        assertThat(Estimators.median(new double[] {4, 1, 10})).isEqualTo(4);
    }
}
