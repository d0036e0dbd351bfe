package io.nexus.cli.report;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The limits that keep an instrument from being traded before enough of it is known, and which of them a configuration lowers. */
public final class WarmUpLimits {
    private static final List<String> KEYS = List.of(
            "quality.cold-ms",
            "quality.cold-hour-bars",
            "quality.cold-minute-bars",
            "risk.sizing.min-value-estimate-bps");

    private WarmUpLimits() {}

    /** What is below its default, as {@code value instead of default} by key; empty for a full warm-up. */
    public static Map<String, String> lowered(RunConfig config) {
        Map<String, Object> values = ConfigBinder.flatten(config);
        Map<String, Object> defaults = ConfigBinder.flatten(RunConfig.defaults());
        Map<String, String> lowered = new LinkedHashMap<>();
        for (String key : KEYS) {
            Number value = number(values, key);
            Number usual = number(defaults, key);
            if (value.doubleValue() < usual.doubleValue()) {
                lowered.put(key, value + " instead of " + usual);
            }
        }
        return lowered;
    }

    private static Number number(Map<String, Object> values, String key) {
        if (values.get(key) instanceof Number number) {
            return number;
        }
        throw new IllegalStateException("no number " + key);
    }
}
