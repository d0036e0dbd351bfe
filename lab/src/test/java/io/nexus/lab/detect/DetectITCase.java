package io.nexus.lab.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.plant.Patterns;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the strategies are held to on planted truth. The seed can be given: {@code -Dnexus.detect.seed=N}. */
@Tag("evidence")
final class DetectITCase {
    @ParameterizedTest
    @EnumSource(
            value = StrategyId.class,
            names = {
                "ABSORPTION_BREAKOUT",
                "LIQUIDITY_ABSORPTION",
                "SPOOFING_DETECTION",
                "ICEBERG_DETECTION",
                "LIQUIDATION_DETECTION",
                "LIQUIDITY_TRAPS",
                "STOP_RUN_ANTICIPATION",
                "MOMENTUM_IGNITION"
            })
    void findsWhatItSaysItFinds(StrategyId strategy) {
        DetectionStudy study = new DetectionStudy(
                LayersConfig.defaults(), SimulationConfig.defaults(), Long.getLong("nexus.detect.seed", 1), 120);

        Detection found = study.simulated(Patterns.of(strategy).orElseThrow());

        double naive = Objects.requireNonNull(found.naiveF1AtAmplitude15());
        assertThat(found.planted()).isGreaterThanOrEqualTo(100);
        assertThat(found.f1AtAmplitude15()).isGreaterThanOrEqualTo(Math.max(0.8, Math.min(0.95, naive + 0.1)));
        assertThat(found.directionAccuracy()).isGreaterThanOrEqualTo(0.9);
    }
}
