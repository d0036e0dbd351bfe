package io.nexus.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.Patterns;
import io.nexus.lab.plant.PlantedMarket;
import io.nexus.lab.plant.SimulatedGround;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SceneSearchTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(2);

    private static Map<StrategyId, String> pictures(long feedMs) {
        InstrumentCatalog instruments =
                new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
        SceneSearch search = new SceneSearch(LayersConfig.defaults(), instruments, "SIMULATED", START_MS + 300_000);
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, START_MS + feedMs)) {
            return search.pictures(feed, List.of(StrategyId.ORDER_BOOK_IMBALANCE, StrategyId.PROFILE_ROTATION));
        }
    }

    @Test
    void drawsWhatFiresAndLeavesOutWhatDoesNot() {
        Map<StrategyId, String> pictures = pictures(1_200_000);

        assertThat(pictures).containsOnlyKeys(StrategyId.ORDER_BOOK_IMBALANCE);
        assertThat(pictures.get(StrategyId.ORDER_BOOK_IMBALANCE)).contains("Order book imbalance on ", "SIMULATED");
    }

    @Test
    void drawsAPlantedPatternWhereNoneOccurs() {
        Pattern pattern = Patterns.of(StrategyId.SPOOFING_DETECTION).orElseThrow();
        SimulatedGround ground = new SimulatedGround(SIMULATION.withoutEpisodes(60), 1);
        SceneSearch search =
                new SceneSearch(LayersConfig.defaults(), ground.instruments(), "SIMULATED, PLANTED", ground.fromMs());

        try (SimulatedFeed feed = ground.feed()) {
            Map<StrategyId, String> pictures = search.planted(feed, PlantedMarket.Plan.of(pattern, ground.fromMs(), 1));

            assertThat(pictures).containsOnlyKeys(StrategyId.SPOOFING_DETECTION);
            assertThat(pictures.get(StrategyId.SPOOFING_DETECTION)).contains("PLANTED");
        }
    }

    @Test
    void drawsTheSameTwice() {
        assertThat(pictures(600_000)).isEqualTo(pictures(600_000));
    }
}
