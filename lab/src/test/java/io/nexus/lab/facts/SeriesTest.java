package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    private static final int ROWS = 2_000;

    private static double spread(double[] series, int blockRows) {
        double[] means = new Series(series).resampled(columns -> Estimators.mean(columns[0]), blockRows, 500, 3);
        return Estimators.deviation(means);
    }

    @Test
    void resampledMeansOfIndependentRowsSpreadByTheStandardError() {
        double[] rows = new SplittableRandom(5).doubles(ROWS).toArray();

        assertThat(spread(rows, 1)).isCloseTo(Math.sqrt(1 / 12.0 / ROWS), within(0.001));
        assertThat(spread(rows, 20)).isCloseTo(Math.sqrt(1 / 12.0 / ROWS), within(0.002));
    }

    @Test
    void blocksKeepTheMemoryThatSingleRowsLose() {
        double[] slow = new double[ROWS];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 1; i < ROWS; i++) {
            slow[i] = 0.9 * slow[i - 1] + random.nextDouble() - 0.5;
        }

        assertThat(spread(slow, 100)).isGreaterThan(2 * spread(slow, 1));
    }

    @Test
    void rowsOfSeveralColumnsStayTogether() {
        double[] x = new SplittableRandom(5).doubles(ROWS).toArray();
        double[] twice = Arrays.stream(x).map(value -> 2 * value).toArray();

        double[] resampled = new Series(x, twice).resampled(it -> Estimators.rSquared(it[0], it[1]), 7, 10, 3);

        assertThat(resampled).hasSize(10);
        assertThat(Arrays.stream(resampled).min().orElseThrow()).isCloseTo(1, within(1e-9));
    }

    @Test
    void sameSeedResamplesTheSame() {
        Series series = new Series(new SplittableRandom(5).doubles(ROWS).toArray());

        double[] first = series.resampled(it -> Estimators.median(it[0]), 10, 20, 3);

        assertThat(series.resampled(it -> Estimators.median(it[0]), 10, 20, 3)).isEqualTo(first);
        assertThat(series.resampled(it -> Estimators.median(it[0]), 10, 20, 4)).isNotEqualTo(first);
    }
}
