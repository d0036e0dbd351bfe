package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SimulationConfigTest {
    @Test
    void defaultsAreTwentyInstrumentsWithAPlantedEdge() {
        SimulationConfig config = SimulationConfig.defaults();

        assertThat(config)
                .isEqualTo(new SimulationConfig(
                        20,
                        4.5,
                        40,
                        2.2,
                        1.4,
                        2.2,
                        5_000,
                        60_000,
                        new EdgeConfig(75, 480_000, 1_500_000, 0.33, 0.73, 2.2, 0.78, 15_000, 0.4, 0.4),
                        new CascadeConfig(1, 130, 60_000, 0.4, 0.02),
                        new TextureConfig(0.5, 0.45, 0.35, 0.45, 6_000, 0.05, 0.3, 1_000_000, 0.34, 0.35, 20)));
    }

    @Test
    void impossibleValuesAreRefusedWithNameAndRange() {
        assertThatThrownBy(() -> SimulationConfig.defaults().withInstruments(0))
                .hasMessage("instruments must be in [1, 10000], was 0");
        assertThatThrownBy(() -> EdgeConfig.defaults().withPlantedDriftBps(-1))
                .hasMessage("plantedDriftBps must be in [0.0, 1000.0], was -1.0");
        assertThatThrownBy(() -> new CascadeConfig(1, 130, 0, 0.4, 0.02))
                .hasMessage("durationMs must be in [1000, 3600000], was 0");
        assertThatThrownBy(() -> new TextureConfig(0, 0.45, 0.35, 0.45, 6_000, 0.05, 0.3, 10, 0.34, 0.35, 20))
                .hasMessage("tickBps must be in [0.005, 10.0], was 0.0");
        assertThatThrownBy(() -> new TextureConfig(0.5, 0.45, 0.35, 0.45, 6_000, 0.31, 0.3, 10, 0.34, 0.35, 20))
                .hasMessage("signMemoryRatio must be in [0.0, 0.3], was 0.31");
    }

    @Test
    void aThinnedMarketHasFewerMessagesThatReachFurther() {
        SimulationConfig fine = TextureTest.FINE;

        SimulationConfig thin = fine.thinnedTo(1);

        assertThat(thin.messagesPerSecond()).isEqualTo(1);
        assertThat(thin.texture().followTicks()).isEqualTo(2 * 200);
        assertThat(thin.ownVolatilityBps()).isEqualTo(fine.ownVolatilityBps());
        assertThat(fine.thinnedTo(500).messagesPerSecond()).isEqualTo(fine.messagesPerSecond());
    }

    @Test
    void plantedEdgeIsToldInPlainLines() {
        PlantedEdge edge = new PlantedEdge(EdgeConfig.defaults());
        PlantedEdge none = new PlantedEdge(EdgeConfig.defaults().withPlantedDriftBps(0));

        assertThat(edge.lines().get(0))
                .isEqualTo("planted edge: informed drifts of 75 bp (56 to 139) over 8 to 25 min, 33 % of the time");
        assertThat(none.lines()).containsExactly("planted edge: none");
    }

    @Test
    void priceStepsAreOneTwoOrFiveTimesAPowerOfTen() {
        assertThat(Universe.gridStep(3.2)).isEqualTo(new BigDecimal("5"));
        assertThat(Universe.gridStep(0.011)).isEqualTo(new BigDecimal("0.01"));
        assertThat(Universe.gridStep(0.00018)).isEqualTo(new BigDecimal("0.0002"));
        assertThat(Universe.gridStep(75)).isEqualTo(new BigDecimal("100"));
    }
}
