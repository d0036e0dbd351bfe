package io.nexus.lab.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.lab.study.LayerStudy;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.MarketContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlantedMarketTest {
    private static final long START_MS = 1_748_855_000_000L;
    private static final long MINUTE_MS = 60_000;
    /** Two sessions of a profile, the second of which opens with a pattern. */
    private static final long MOST_MS = 220 * MINUTE_MS;

    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(2).withoutEpisodes(60);

    private final InstrumentCatalog instruments =
            new InstrumentCatalog(new MarketSimulator(SIMULATION, 3, START_MS).instruments());
    private final List<MarketEvent> seen = new ArrayList<>();
    private LayerStudy study;

    static List<Pattern> patterns() {
        return Patterns.ALL;
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void leavesABookInSequenceThatIsNeverCrossedAndAgreesWithItsQuotes(Pattern pattern) {
        PlantedMarket market = play(pattern);

        assertThat(market.labels().size() + market.decoys().size()).isPositive();
        instruments.all().forEach(instrument -> {
            MarketContext context = study.market(instrument.key());
            assertThat(context.bookGaps).isZero();
            assertThat(context.bookCrossed).isZero();
            assertThat(context.quotesOutdated).isZero();
            assertThat(context.book.isSynced).isTrue();
            assertThat(context.crossCheck.compared).isPositive();
            assertThat(context.crossCheck.mismatches).isZero();
            assertThat(seen.stream().filter(event -> event.instrument().equals(instrument.key())))
                    .isSortedAccordingTo(Comparator.comparingLong(MarketEvent::feedTimeMs));
        });
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void writesTheSameMessagesAndLabelsForTheSameSeed(Pattern pattern) {
        List<PlantLabel> labels = play(pattern).labels();
        List<String> first = seen.stream().map(PlantedMarketTest::text).toList();

        seen.clear();

        assertThat(play(pattern).labels()).isEqualTo(labels);
        assertThat(seen.stream().map(PlantedMarketTest::text).toList()).isEqualTo(first);
    }

    private PlantedMarket play(Pattern pattern) {
        LayersConfig config = pattern.config(LayersConfig.defaults());
        study = new LayerStudy(instruments, config);
        PlantedMarket market = new PlantedMarket(
                instruments,
                config,
                study,
                (event, signaled) -> seen.add(event),
                new PlantedMarket.Plan(pattern, 5 * MINUTE_MS, START_MS + 20 * MINUTE_MS, 3));
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 3, START_MS, START_MS + MOST_MS)) {
            long untilMs = START_MS + 70 * MINUTE_MS;
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                if (hasPlanted(market) && message.feedTimeMs() > untilMs) {
                    break;
                }
                if (!hasPlanted(market)) {
                    untilMs = Math.max(untilMs, message.feedTimeMs() + 20 * MINUTE_MS);
                }
                market.take(message.event());
            }
        }
        return market;
    }

    private static boolean hasPlanted(PlantedMarket market) {
        return !market.labels().isEmpty() || !market.decoys().isEmpty();
    }

    private static String text(MarketEvent event) {
        return event.kind() + " " + event.feedTimeMs() + " " + event.trade() + event.quote()
                + (event.book() == null
                        ? ""
                        : event.book().lastUpdateId()
                                + Arrays.toString(event.book().bidTicks())
                                + Arrays.toString(event.book().askLots()));
    }
}
