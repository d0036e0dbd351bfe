package io.nexus.domain.feature;

import io.nexus.domain.check.Check;

/** What a feature means, apart from its arithmetic.
 *
 * @param name stable: models are bound to it
 * @param unit what one means: bp, a share, standard deviations (sigma), average true ranges (ATR) ...
 * @param window how far it looks back, or "now"
 * @param neutral what stands in for it while its data are missing
 * @param meaning one sentence for a trader */
public record FeatureDefinition(String name, String unit, String window, double neutral, String meaning) {
    public FeatureDefinition {
        Check.notBlank("name", name);
        Check.notBlank("unit", unit);
        Check.notBlank("window", window);
        Check.inRange("neutral", neutral, -100, 100);
        Check.notBlank("meaning", meaning);
    }
}
