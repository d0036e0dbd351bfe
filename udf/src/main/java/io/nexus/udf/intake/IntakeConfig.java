package io.nexus.udf.intake;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** When an instrument is evaluated.
 *
 * @param minIntervalMs least feed time between two evaluations of an instrument, 1 ms to 1 h */
public record IntakeConfig(long minIntervalMs) implements Serializable {
    public IntakeConfig {
        Check.inRange("minIntervalMs", minIntervalMs, 1, 3_600_000);
    }

    public static IntakeConfig defaults() {
        return new IntakeConfig(100);
    }
}
