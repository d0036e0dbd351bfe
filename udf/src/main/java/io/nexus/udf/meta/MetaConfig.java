package io.nexus.udf.meta;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Numbers of Layer 3.
 *
 * @param cautionAnomaly anomaly scores above it shrink the size, 0 to 1
 * @param maxAnomaly anomaly scores above it end the evaluation, from {@code cautionAnomaly} to 1
 * @param cautionSizeFactor share of the size that remains above {@code cautionAnomaly}, 0.001 to 1
 * @param uncertainSizeFactor share of the size that remains in the regime UNCERTAIN, 0.001 to 1 */
public record MetaConfig(double cautionAnomaly, double maxAnomaly, double cautionSizeFactor, double uncertainSizeFactor)
        implements Serializable {
    public MetaConfig {
        Check.inRange("cautionAnomaly", cautionAnomaly, 0, 1);
        Check.inRange("maxAnomaly", maxAnomaly, cautionAnomaly, 1);
        Check.inRange("cautionSizeFactor", cautionSizeFactor, 0.001, 1);
        Check.inRange("uncertainSizeFactor", uncertainSizeFactor, 0.001, 1);
    }

    public static MetaConfig defaults() {
        return new MetaConfig(0.8, 0.95, 0.5, 0.5);
    }
}
