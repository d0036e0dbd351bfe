package io.nexus.udf.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.signal.StrategyId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConfidenceTest {
    private static final StrategyId STRATEGY = StrategyId.CUMULATIVE_DELTA;

    @Test
    void drawsARawConfidenceToWhatItsEpisodesEarned() {
        Calibration calibration = ReferenceCalibration.initial();
        int bin = Calibration.index(STRATEGY, 0.8);

        double fresh = Confidence.calibrated(calibration, STRATEGY, 0.8, 20);
        calibration.episodes()[bin] = 60;
        calibration.probabilityEdgePositive()[bin] = 0.1;
        double known = Confidence.calibrated(calibration, STRATEGY, 0.8, 20);

        assertThat(fresh).isEqualTo(0.8);
        assertThat(known).isCloseTo((20 * 0.8 + 60 * 0.1) / 80, within(1e-12));
    }

    @Test
    void halvesWhatIsAboveEvenOddsEveryHalfLife() {
        assertThat(Confidence.decayed(0.9, 0, 1000)).isEqualTo(0.9);
        assertThat(Confidence.decayed(0.9, 1000, 1000)).isCloseTo(0.7, within(1e-12));
        assertThat(Confidence.decayed(0.3, 2000, 1000)).isCloseTo(0.45, within(1e-12));
    }

    @Test
    void ranksTheRawConfidenceFromHalfToOne() {
        Calibration calibration = ReferenceCalibration.initial();

        assertThat(Confidence.raw(calibration, STRATEGY, 0)).isEqualTo(0.5);
        assertThat(Confidence.raw(calibration, STRATEGY, 100)).isEqualTo(1);
    }

    @Test
    void everyStrategyStandsOnceInTheCatalogue() {
        Set<StrategyId> seen = new HashSet<>();

        for (Strategy strategy : StrategyCatalog.of(StrategyConfig.defaults())) {
            assertThat(seen.add(strategy.id())).isTrue();
        }

        assertThat(seen).hasSize(StrategyId.COUNT);
    }

    @Test
    void refusesImpossibleParametersWithNameAndRange() {
        assertThatThrownBy(() -> new OrderBookImbalance(1.2, 1000, 500))
                .hasMessage("threshold must be in (0, 1), was 1.2");
        assertThatThrownBy(() -> new VwapReversion(2, 1, 0.3, 0)).hasMessageStartingWith("maxSigmas must be in [2.0");
    }
}
