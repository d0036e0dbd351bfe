package io.nexus.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.signal.StrategyId;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReferenceCalibrationTest {
    private final Calibration calibration = ReferenceCalibration.initial();

    private static String line(String strategy, int quantiles) {
        String values = IntStream.range(0, quantiles)
                .mapToObj(i -> String.valueOf(1 + i / 10.0))
                .collect(Collectors.joining(" "));
        return strategy + "; 300; SIMULATED; " + values;
    }

    @Test
    void ranksEveryStrategysStrengthsFromZeroToOneWithoutEverFalling() {
        for (StrategyId strategy : StrategyId.values()) {
            double before = 0;
            for (double strength = 0; strength < 10; strength += 0.05) {
                double rank = calibration.rank(strategy, strength);

                assertThat(rank).as("%s at %s", strategy, strength).isBetween(before, 1.0);
                before = rank;
            }
            assertThat(calibration.rank(strategy, 0)).isZero();
            assertThat(calibration.rank(strategy, 1e6)).isEqualTo(1);
        }
    }

    @Test
    void ranksAStrategyThatIsNotInTheFileByTheCurve() {
        Calibration curves = ReferenceCalibration.of(List.of());
        double median = 1 + 0.5 * Math.log(2);

        assertThat(curves.rank(StrategyId.CUMULATIVE_DELTA, median)).isCloseTo(0.5, within(0.001));
        assertThat(curves.rank(StrategyId.CUMULATIVE_DELTA, 1)).isZero();
    }

    @Test
    void ranksByTheQuantilesOfTheFile() {
        Calibration read = ReferenceCalibration.of(List.of("# a comment", "", line("iceberg-detection", 21)));

        assertThat(read.rank(StrategyId.ICEBERG_DETECTION, 2)).isCloseTo(0.5, within(1e-12));
        assertThat(read.rank(StrategyId.ICEBERG_DETECTION, 2.05)).isCloseTo(0.525, within(1e-12));
        assertThat(read.rank(StrategyId.VOLUME_IMBALANCE, 1)).isZero();
    }

    @Test
    void givesAStrengthThatManySharedTheMiddleOfTheirRanks() {
        String ones = String.join(" ", Collections.nCopies(11, "1"));
        String twos = String.join(" ", Collections.nCopies(10, "2"));
        Calibration read = ReferenceCalibration.of(List.of("iceberg-detection; 40; SIMULATED; " + ones + " " + twos));

        assertThat(read.rank(StrategyId.ICEBERG_DETECTION, 1)).isCloseTo(0.25, within(1e-12));
        assertThat(read.rank(StrategyId.ICEBERG_DETECTION, 2)).isCloseTo(0.775, within(1e-12));
        assertThat(read.rank(StrategyId.ICEBERG_DETECTION, 0.9)).isZero();
        assertThat(read.rank(StrategyId.ICEBERG_DETECTION, 2.1)).isEqualTo(1);
    }

    @Test
    void refusesABrokenLineByItsWords() {
        assertThatThrownBy(() -> ReferenceCalibration.of(List.of(line("icebergs", 21))))
                .hasMessageContaining("icebergs")
                .hasMessageContaining("names no strategy");
        assertThatThrownBy(() -> ReferenceCalibration.of(List.of(line("iceberg-detection", 20))))
                .hasMessageContaining("has 20 quantiles instead of 21");
        assertThatThrownBy(() -> ReferenceCalibration.of(List.of("iceberg-detection; 3")))
                .hasMessageContaining("has 2 fields instead of 4");
        assertThatThrownBy(() -> ReferenceCalibration.of(
                        List.of(line("iceberg-detection", 21).replace("2.9", "0.9"))))
                .hasMessageContaining("fall");
        assertThatThrownBy(() -> ReferenceCalibration.of(
                        List.of(line("iceberg-detection", 21).replace("2.9", "many"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("iceberg-detection")
                .hasMessageContaining("no number at \"many\"");
    }

    @Test
    void claimsNoEpisodesAndAnEvenChance() {
        assertThat(calibration.episodes()).containsOnly(0).hasSize(200);
        assertThat(calibration.probabilityEdgePositive()).containsOnly(0.5);
        assertThat(calibration.pWin()).containsOnly(0.5);
        assertThat(calibration.meanNetBps()).containsOnly(0);
    }
}
