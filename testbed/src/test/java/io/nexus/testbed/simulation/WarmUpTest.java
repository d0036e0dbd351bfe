package io.nexus.testbed.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final long HALF_PAST_MS = 1_760_040_000_000L + 1_800_000 + 12_345;
    private static final int INSTRUMENTS = 4;
    private static final MarketSimulator SIMULATOR =
            new MarketSimulator(SimulationConfig.defaults().withInstruments(INSTRUMENTS), 9, HALF_PAST_MS);

    @Test
    void barsAreCompleteOrderedAndClosedBeforeTheStart() {
        List<MarketEvent> events = SIMULATOR.warmUpBars();

        assertThat(events).allMatch(it -> it.kind() == MarketEventKind.BAR && it.bar() != null);
        assertThat(events).isSortedAccordingTo((a, b) -> Long.compare(a.feedTimeMs(), b.feedTimeMs()));
        assertThat(events).allMatch(it -> it.feedTimeMs() == it.bar().closeTimeMs() && it.feedTimeMs() <= HALF_PAST_MS);
        assertThat(bars(events, 3_600_000)).hasSize(INSTRUMENTS).allSatisfy((key, bars) -> assertThat(bars)
                .hasSize(720));
        assertThat(bars(events, 60_000)).hasSize(INSTRUMENTS).allSatisfy((key, bars) -> assertThat(bars)
                .hasSize(2_880));
    }

    @Test
    void barsFollowEachOtherAndEndAtTheStartPrice() {
        Map<String, List<Bar>> minutes = bars(SIMULATOR.warmUpBars(2, 2), 60_000);
        MarketEvent snapshot =
                new MarketSimulator(SimulationConfig.defaults().withInstruments(INSTRUMENTS), 9, HALF_PAST_MS).next();
        String first = SIMULATOR.instruments().get(0).key();

        for (List<Bar> bars : minutes.values()) {
            for (int i = 0; i < bars.size(); i++) {
                Bar bar = bars.get(i);
                assertThat(bar.lowTicks())
                        .isPositive()
                        .isLessThanOrEqualTo(Math.min(bar.openTicks(), bar.closeTicks()));
                assertThat(bar.highTicks()).isGreaterThanOrEqualTo(Math.max(bar.openTicks(), bar.closeTicks()));
                assertThat(bar.takerBuyLots()).isBetween(0L, bar.volumeLots());
                if (i > 0) {
                    assertThat(bar.openTimeMs()).isEqualTo(bars.get(i - 1).closeTimeMs());
                    assertThat(bar.openTicks()).isEqualTo(bars.get(i - 1).closeTicks());
                }
            }
        }
        assertThat(snapshot.instrument()).isEqualTo(first);
        List<Bar> bars = minutes.get(first);
        assertThat(bars.get(bars.size() - 1).closeTicks())
                .isBetween(snapshot.book().bidTicks()[0], snapshot.book().askTicks()[0]);
    }

    @Test
    void hourBarsAreTheirMinuteBarsJoined() {
        List<MarketEvent> events = SIMULATOR.warmUpBars(2, 2);
        String key = SIMULATOR.instruments().get(1).key();
        Bar hour = bars(events, 3_600_000).get(key).get(40);

        List<Bar> parts = bars(events, 60_000).get(key).stream()
                .filter(it -> it.openTimeMs() >= hour.openTimeMs() && it.closeTimeMs() <= hour.closeTimeMs())
                .toList();

        assertThat(parts).hasSize(60);
        assertThat(hour.openTicks()).isEqualTo(parts.get(0).openTicks());
        assertThat(hour.closeTicks()).isEqualTo(parts.get(59).closeTicks());
        assertThat(hour.highTicks())
                .isEqualTo(parts.stream().mapToLong(Bar::highTicks).max().orElseThrow());
        assertThat(hour.lowTicks())
                .isEqualTo(parts.stream().mapToLong(Bar::lowTicks).min().orElseThrow());
        assertThat(hour.volumeLots())
                .isEqualTo(parts.stream().mapToLong(Bar::volumeLots).sum());
        assertThat(hour.takerBuyLots())
                .isEqualTo(parts.stream().mapToLong(Bar::takerBuyLots).sum());
    }

    @Test
    void hourlyRangeIsAboutOnePercent() {
        List<MarketEvent> events = SIMULATOR.warmUpBars();
        for (Instrument instrument : SIMULATOR.instruments()) {
            List<Bar> hours = bars(events, 3_600_000).get(instrument.key());

            double range = hours.stream()
                    .mapToDouble(it -> (double) (it.highTicks() - it.lowTicks()) / it.closeTicks())
                    .average()
                    .orElseThrow();

            assertThat(range).isBetween(0.007, 0.015);
        }
    }

    private static Map<String, List<Bar>> bars(List<MarketEvent> events, long intervalMs) {
        return events.stream()
                .filter(it -> it.bar().intervalMs() == intervalMs)
                .collect(Collectors.groupingBy(
                        MarketEvent::instrument, Collectors.mapping(MarketEvent::bar, Collectors.toList())));
    }
}
