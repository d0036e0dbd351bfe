package io.nexus.models.input;

import io.nexus.domain.feature.FeatureDefinition;
import io.nexus.domain.feature.FeatureSchema;
import java.util.List;
import java.util.Set;

/** The 65 features of Layer 1 as inputs: names, units and neutral values are the schema's. */
final class FeatureDefinitions {
    private static final double ENDLESS = Double.POSITIVE_INFINITY;
    private static final double PERCENT = 100;
    /** Where the value area's place is cut. */
    private static final double LEAST_PLACE = -1;

    private static final double MOST_PLACE = 2;

    /** Never negative, though their unit does not say so. */
    private static final Set<String> NOT_NEGATIVE = Set.of(
            "dist_high_1h",
            "dist_low_1h",
            "vol_1s",
            "vol_tod_5m",
            "trade_rate",
            "amihud",
            "spread",
            "spread_rel",
            "depth_bid",
            "depth_ask",
            "impact_10k",
            "bns_z",
            "vov",
            "rv_ratio");

    private FeatureDefinitions() {}

    static List<InputDefinition> list() {
        Definitions all = new Definitions();
        for (FeatureDefinition feature : FeatureSchema.DEFINITIONS) {
            String name = feature.name();
            String formula = "feature: " + feature.meaning();
            String unit = feature.unit();
            double min =
                    switch (unit) {
                        case "0 to 1", "0 to 100", "annualised" -> 0;
                        case "-1 to 1" -> -1;
                        case "-100 to 100" -> -PERCENT;
                        default -> NOT_NEGATIVE.contains(name) ? 0 : -ENDLESS;
                    };
            double max =
                    switch (unit) {
                        case "0 to 1", "-1 to 1" -> 1;
                        case "0 to 100", "-100 to 100" -> PERCENT;
                        default -> ENDLESS;
                    };
            boolean isPlace = name.equals("va_pos");
            all.add(name, formula, unit, isPlace ? LEAST_PLACE : min, isPlace ? MOST_PLACE : max, feature.neutral());
        }
        return all.list();
    }
}
