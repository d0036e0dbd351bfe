package io.nexus.testbed.simulation;

import java.util.List;
import java.util.Locale;

/** What is planted in the simulated market, for printing: results on it prove plumbing, not skill. */
public record PlantedEdge(EdgeConfig config) {
    private static final double MINUTE_MS = 60_000;

    /** A few lines of plain text. */
    public List<String> lines() {
        if (config.plantedDriftBps() == 0) {
            return List.of("planted edge: none");
        }
        return List.of(
                format(
                        "planted edge: informed drifts of %.0f bp (%.0f to %.0f) over %.0f to %.0f min, %.0f %% of the time",
                        config.plantedDriftBps(),
                        SimulatedEpisode.MIN_MOVE_MULTIPLE * config.plantedDriftBps(),
                        SimulatedEpisode.MAX_MOVE_MULTIPLE * config.plantedDriftBps(),
                        config.minDurationMs() / MINUTE_MS,
                        config.maxDurationMs() / MINUTE_MS,
                        100 * config.timeShareRatio()),
                format(
                        "announced by %.0f s of absorption and a book leaning to %.2f on five levels for seconds at a time",
                        config.absorptionMs() / 1_000.0, config.leanImbalanceRatio()),
                format(
                        "aggressors: %.0f %% on the drift's side; volume x%.1f in the first minutes, x%.1f later",
                        100 * config.aggressorShareRatio(),
                        1.3 * config.volumeMultiple(),
                        Math.max(1, 0.8 * config.volumeMultiple())),
                format(
                        "%.0f %% of drifts give back about %.0f %%",
                        100 * config.reversalProbabilityRatio(), 100 * config.reversalShareRatio()));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
