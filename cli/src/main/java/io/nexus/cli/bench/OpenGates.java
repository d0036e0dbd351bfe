package io.nexus.cli.bench;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import java.util.Map;

/** A configuration whose thresholds let nearly every signal through to Layer 6, so that there is enough to measure; each
 * gate is computed as ever. For measuring only. */
public final class OpenGates {
    private OpenGates() {}

    /** Every gate open as far as its range allows. */
    public static RunConfig config() {
        return ConfigBinder.bind(
                RunConfig.defaults(),
                Map.of(
                        "quality",
                        Map.of("min-score", 0, "min-liquidity", 0, "cold-ms", 0, "noise-percentile", 1),
                        "meta",
                        Map.of("max-anomaly", 1),
                        "aggregation",
                        Map.of("min-support", 0, "min-strength", 0, "neutral-signal", 0, "direction-signal", 0),
                        "routing",
                        Map.of("min-action-probability", 0, "min-margin", 0, "min-confidence", 0)));
    }

    /** The same, with positions that are over soon and no pause after them, so that orders keep coming. */
    static RunConfig trading() {
        return ConfigBinder.bind(
                config(),
                Map.of("risk", Map.of("cool-down-ms", 0), "position", Map.of("exits", Map.of("max-age-ms", 120_000))));
    }
}
