package io.nexus.lab.facts;

import io.nexus.domain.instrument.Market;
import io.nexus.testbed.simulation.SimulationConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Recordings of real markets, and simulated ones beside them. USD-M perpetuals are the yardstick. */
public final class FactStudy {
    private static final int DRAWS = 120;

    private final Map<Market, List<StylizedFacts>> fittedTicks;
    private final Map<Market, List<StylizedFacts>> heldBackTicks;
    private final List<StylizedFacts> fittedBars;
    private final List<StylizedFacts> heldBackBars;

    /** Measures recordings.
     *
     * @param ticks recording of messages, as {@code run --replay} takes it
     * @param klines folder of one-minute bars, {@code SYMBOL-1m.csv.gz}
     * @throws java.io.UncheckedIOException if they can't be read
     * @throws IllegalArgumentException if a folder holds none, or none of USD-M */
    public FactStudy(Path ticks, Path klines) {
        RecordedTicks recording = new RecordedTicks(ticks);
        fittedTicks = recording.measure(Part.FITTED);
        heldBackTicks = recording.measure(Part.HELD_BACK);
        RecordedBars bars = new RecordedBars(klines);
        fittedBars = bars.measure(Part.FITTED);
        heldBackBars = bars.measure(Part.HELD_BACK);
        if (!fittedTicks.containsKey(Market.USDM)) {
            throw new IllegalArgumentException(ticks + " holds no USD-M instrument to hold a simulation against");
        }
    }

    /** The simulated market whose facts come nearest to the first part of the recordings; without planted edge. Takes minutes.
     *
     * @param start where the search begins
     * @param progress hears a line after each stage */
    public SimulationConfig fit(SimulationConfig start, Consumer<String> progress) {
        SimulationConfig plain = start.withEdge(start.edge().withPlantedDriftBps(0));
        Map<String, Double> targets = Averages.ofAll(perpetuals(fittedTicks, fittedBars));
        return new SimulationFit(targets, Extent.STEP, DRAWS, progress).fit(plain);
    }

    /** Everything recorded, and the simulated markets beside it.
     *
     * @param simulated by the names they shall have */
    public FactsReport report(Map<String, SimulationConfig> simulated) {
        Map<String, FactSheet> others = new LinkedHashMap<>();
        heldBackTicks.forEach((market, instruments) -> {
            if (market != Market.USDM) {
                others.put(market.name(), FactSheet.averageOf(instruments));
            }
        });
        Map<String, FactSheet> sheets = new LinkedHashMap<>();
        simulated.forEach((name, config) -> sheets.put(name, sheet(config)));
        return new FactsReport(
                FactSheet.averageOf(perpetuals(fittedTicks, fittedBars)),
                FactSheet.averageOf(perpetuals(heldBackTicks, heldBackBars)),
                others,
                sheets);
    }

    private static FactSheet sheet(SimulationConfig config) {
        SimulatedMarkets markets = new SimulatedMarkets(config, Extent.REPORT);
        List<StylizedFacts> all = new ArrayList<>(markets.ticks());
        all.addAll(markets.bars());
        return FactSheet.averageOf(all);
    }

    private static List<StylizedFacts> perpetuals(Map<Market, List<StylizedFacts>> ticks, List<StylizedFacts> bars) {
        List<StylizedFacts> all = new ArrayList<>(ticks.getOrDefault(Market.USDM, List.of()));
        all.addAll(bars);
        return all;
    }
}
