package io.nexus.lab.detect;

import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.lab.plant.Pattern;
import io.nexus.lab.plant.Patterns;
import io.nexus.lab.study.LayerStudy;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How strong the triggers of each strategy are when an episode begins, from which the shipped reference starts. A strategy that
 * fires often enough on recordings is told by those; one that does not by recordings and simulated market together; one that
 * does not there either by its own pattern, planted, if that says anything of others. What is still too little has a curve instead. Not thread-safe. */
public final class StrengthStudy {
    /** Fires below which quantiles say nothing. */
    static final int LEAST = 20;
    /** Fires on recordings from which the simulated market is not asked. */
    private static final int ENOUGH = 100;

    private final LayersConfig config;
    private final SimulationConfig simulation;
    private final Map<StrategyId, List<Double>> recorded = new EnumMap<>(StrategyId.class);
    private final Map<StrategyId, List<Double>> simulated = new EnumMap<>(StrategyId.class);

    /** @param simulation market into which patterns are planted */
    public StrengthStudy(LayersConfig config, SimulationConfig simulation) {
        this.config = config;
        this.simulation = simulation;
    }

    /** Takes a recording in. */
    public void recorded(FeedSource feed, InstrumentCatalog instruments) {
        take(feed, instruments, recorded);
    }

    /** Takes a simulated market in. */
    public void simulated(FeedSource feed, InstrumentCatalog instruments) {
        take(feed, instruments, simulated);
    }

    private void take(FeedSource feed, InstrumentCatalog instruments, Map<StrategyId, List<Double>> into) {
        new LayerStudy(instruments, config).takeAll(feed, (event, signaled) -> {
            for (Signal fire : signaled.fires()) {
                of(into, fire.strategy()).add(fire.strength());
            }
        });
    }

    private static List<Double> of(Map<StrategyId, List<Double>> byStrategy, StrategyId strategy) {
        return Objects.requireNonNull(byStrategy.computeIfAbsent(strategy, key -> new ArrayList<>()));
    }

    /** The lines of {@link ReferenceCalibration}'s file: one per strategy that fired often enough.
     *
     * @param seed of planting
     * @param plants planted for each strategy that asks for them */
    public String lines(long seed, int plants) {
        DetectionStudy planting = new DetectionStudy(config, simulation, seed, plants);
        StringBuilder lines = new StringBuilder();
        for (StrategyId strategy : StrategyId.values()) {
            String line = line(strategy, planting);
            if (line != null) {
                lines.append(line).append('\n');
            }
        }
        return lines.toString();
    }

    /** The line of a strategy; null if it fired too rarely wherever it was looked for. */
    @Nullable
    String line(StrategyId strategy, DetectionStudy planting) {
        List<Double> strengths = new ArrayList<>(of(recorded, strategy));
        String source = "recorded";
        if (strengths.size() < ENOUGH) {
            source = strengths.isEmpty() ? "SIMULATED" : "recorded and SIMULATED";
            strengths.addAll(of(simulated, strategy));
        }
        if (strengths.size() < LEAST) {
            source = "planted into a SIMULATED market";
            strengths = Patterns.of(strategy)
                    .filter(Pattern::tellsStrength)
                    .map(planting::strengths)
                    .orElse(List.of());
        }
        return strengths.size() < LEAST ? null : line(strategy, source, strengths);
    }

    private static String line(StrategyId strategy, String source, List<Double> strengths) {
        double[] sorted =
                strengths.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        String quantiles = IntStream.range(0, Calibration.QUANTILES)
                .mapToObj(i -> String.format(Locale.ROOT, "%.4g", quantile(sorted, i)))
                .collect(Collectors.joining(" "));
        return strategy.key() + "; " + sorted.length + "; " + source + "; " + quantiles;
    }

    /** Linear between order statistics. */
    private static double quantile(double[] sorted, int index) {
        double place = (double) index / (Calibration.QUANTILES - 1) * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
