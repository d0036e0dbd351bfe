package io.nexus.lab.facts;

import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulationConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some simulated markets of one configuration, one a seed, measured like recordings: the traded market itself, not
 * the generator of back-filled bars. */
final class SimulatedMarkets {
    private static final long START_MS = 1_760_040_000_000L;
    private static final long WARM_UP_MS = 60_000;
    private static final long MINUTE_MS = 60_000;

    private final SimulationConfig config;
    private final Extent extent;

    SimulatedMarkets(SimulationConfig config, Extent extent) {
        this.config = config;
        this.extent = extent;
    }

    /** Facts of ticks, of every instrument of every seed. */
    List<StylizedFacts> ticks() {
        List<StylizedFacts> measured = new ArrayList<>();
        for (int i = 0; i < extent.tickSeeds(); i++) {
            measured.addAll(ticks(extent.firstSeed() + i));
        }
        return measured;
    }

    private List<StylizedFacts> ticks(long seed) {
        SimulationConfig few = config.withInstruments(extent.tickInstruments());
        MarketSimulator simulator = new MarketSimulator(few, seed, START_MS);
        long fromMs = START_MS + WARM_UP_MS;
        long toMs = fromMs + extent.tickMinutes() * MINUTE_MS;
        Map<String, TickMeter> meters = new LinkedHashMap<>();
        for (MarketEvent event = simulator.next(); event.feedTimeMs() < toMs; event = simulator.next()) {
            meters.computeIfAbsent(event.instrument(), key -> new TickMeter(Market.USDM, fromMs, toMs))
                    .take(event);
        }
        return meters.values().stream().map(StylizedFacts::ofTicks).toList();
    }

    /** Facts of one-minute bars, of every instrument of every seed. */
    List<StylizedFacts> bars() {
        List<StylizedFacts> measured = new ArrayList<>();
        for (int i = 0; i < extent.barSeeds(); i++) {
            measured.addAll(bars(extent.firstSeed() + i));
        }
        return measured;
    }

    private List<StylizedFacts> bars(long seed) {
        SimulationConfig few = config.withInstruments(extent.barInstruments()).thinnedTo(extent.barMessagesPerSecond());
        MarketSimulator simulator = new MarketSimulator(few, seed, START_MS);
        Map<String, MinuteCloses> closes = new LinkedHashMap<>();
        long toMs = START_MS + extent.barHours() * 60 * MINUTE_MS;
        for (MarketEvent event = simulator.next(); event.feedTimeMs() < toMs; event = simulator.next()) {
            closes.computeIfAbsent(event.instrument(), key -> new MinuteCloses(START_MS))
                    .take(event);
        }
        return closes.values().stream()
                .map(it -> StylizedFacts.ofMinuteReturns(MinuteReturns.bps(it.midTicks(), Part.WHOLE)))
                .toList();
    }
}
