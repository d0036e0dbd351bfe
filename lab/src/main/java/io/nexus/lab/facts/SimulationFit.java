package io.nexus.lab.facts;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.testbed.simulation.SimulationConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Chooses the simulator's parameters so that its facts, and how many messages, orders and basis points it makes, come near
 * those of the recordings' first part: first the path of prices on bars, then the order flow on ticks. The same recordings
 * give the same parameters. */
final class SimulationFit {
    private static final Stage PATH = new Stage(
            "price path",
            List.of(
                    Parameter.real("market-volatility-bps", 0.5, 40),
                    Parameter.real("own-volatility-bps", 0.5, 40),
                    Parameter.real("texture.volatility-log-deviation", 0.1, 1.5),
                    Parameter.real("texture.volatility-memory-minutes", 2, 240)),
            List.of(Fact.TAIL_INDEX.key(), Fact.VOLATILITY_MEMORY.key(), "minuteReturnDeviationBps"));
    private static final Stage FLOW = new Stage(
            "order flow",
            List.of(
                    Parameter.real("messages-per-second", 20, 500),
                    Parameter.real("texture.tick-bps", 0.005, 1),
                    Parameter.real("texture.one-tick-spread-ratio", 0.3, 0.99),
                    Parameter.real("texture.size-log-deviation", 0.2, 3),
                    Parameter.real("texture.branching-ratio", 0.1, 0.9),
                    Parameter.real("texture.excitation-ms", 2, 10_000),
                    Parameter.real("texture.sign-memory-ratio", 0.02, 0.3),
                    Parameter.real("texture.trade-size-ratio", 0.1, 30),
                    Parameter.real("texture.trade-share-ratio", 0.02, 0.5),
                    Parameter.whole("texture.follow-ticks", 1, 50)),
            List.of(
                    Fact.SPREAD.key(),
                    Fact.LEVEL_SIZES.key(),
                    Fact.ARRIVAL_GAPS.key(),
                    Fact.SIGN_MEMORY.key(),
                    Fact.OFI_RETURN.key(),
                    Fact.CANCEL_TO_TRADE.key(),
                    "spreadMeanTicks",
                    "messageGapMeanMs",
                    "orderGapMeanMs"));
    private static final double WORST_RATIO = 100;

    private final Map<String, Double> targets;
    private final Extent extent;
    private final int draws;
    private final Consumer<String> progress;

    /** A fit to numbers by name, as {@link Averages} names them.
     *
     * @param extent what is simulated for each try
     * @param draws points drawn for the order flow's search besides the start
     * @param progress hears a line after each stage */
    SimulationFit(Map<String, Double> targets, Extent extent, int draws, Consumer<String> progress) {
        this.targets = targets;
        this.extent = extent;
        this.draws = draws;
        this.progress = progress;
    }

    /** The market that comes nearest, searched from the one given. */
    SimulationConfig fit(SimulationConfig start) {
        SimulationConfig moved = search(PATH, start, 0, config -> new SimulatedMarkets(config, extent).bars());
        return search(FLOW, moved, draws, config -> new SimulatedMarkets(config, extent).ticks());
    }

    private SimulationConfig search(
            Stage stage, SimulationConfig start, int drawn, Function<SimulationConfig, List<StylizedFacts>> measured) {
        List<Parameter> parameters = stage.parameters();
        CoordinateSearch search = new CoordinateSearch(
                parameters,
                point -> misfit(stage.targets(), Averages.ofAll(measured.apply(with(start, parameters, point)))));
        CoordinateSearch.Found found = search.run(values(start, parameters), drawn);
        double typicalRatio =
                Math.exp(Math.sqrt(found.misfit() / stage.targets().size()));
        progress.accept(String.format(
                Locale.ROOT, "%s: %d tries, typical ratio %.2f", stage.name(), search.tries(), typicalRatio));
        return with(start, parameters, found.point());
    }

    /** Sum of squared logarithms of simulated over recorded. */
    private double misfit(List<String> names, Map<String, Double> simulated) {
        double sum = 0;
        for (String name : names) {
            double ratio = simulated.getOrDefault(name, Double.NaN) / targets.getOrDefault(name, Double.NaN);
            double bounded = ratio > 1 / WORST_RATIO ? Math.min(WORST_RATIO, ratio) : 1 / WORST_RATIO;
            sum += Math.log(bounded) * Math.log(bounded);
        }
        return sum;
    }

    private static double[] values(SimulationConfig config, List<Parameter> parameters) {
        Map<String, Object> flat = ConfigBinder.flatten(config);
        return parameters.stream()
                .mapToDouble(it -> it.nearest(Double.parseDouble(String.valueOf(flat.get(it.key())))))
                .toArray();
    }

    /** The market with some options changed. */
    static SimulationConfig with(SimulationConfig config, List<Parameter> parameters, double[] values) {
        Map<String, Object> top = new HashMap<>();
        Map<String, Object> texture = new TreeMap<>();
        top.put("texture", texture);
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = parameters.get(i);
            Object value = parameter.isWhole() ? (Object) Math.round(values[i]) : (Object) values[i];
            int dot = parameter.key().indexOf('.');
            if (dot < 0) {
                top.put(parameter.key(), value);
            } else {
                texture.put(parameter.key().substring(dot + 1), value);
            }
        }
        return ConfigBinder.bind(config, top);
    }

    /** One search.
     *
     * @param targets names of the numbers to come near to */
    private record Stage(String name, List<Parameter> parameters, List<String> targets) {}
}
