package io.nexus.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.signal.StrategyId;
import org.junit.jupiter.api.Test;

final class ReferenceCalibrationTest {
    private final Calibration calibration = ReferenceCalibration.initial();

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
            assertThat(calibration.rank(strategy, 10)).isEqualTo(1);
        }
    }

    @Test
    void ranksTheMedianOfTheReferenceCurveInTheMiddle() {
        double median = 1 + 0.5 * Math.log(2);

        double rank = calibration.rank(StrategyId.CUMULATIVE_DELTA, median);

        assertThat(rank).isCloseTo(0.5, within(0.001));
    }

    @Test
    void claimsNoEpisodesAndAnEvenChance() {
        assertThat(calibration.episodes()).containsOnly(0).hasSize(200);
        assertThat(calibration.probabilityEdgePositive()).containsOnly(0.5);
        assertThat(calibration.pWin()).containsOnly(0.5);
        assertThat(calibration.meanNetBps()).containsOnly(0);
    }
}
