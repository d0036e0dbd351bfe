package io.nexus.udf.label;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Numbers of the triple barrier.
 *
 * @param entryDelayMs from the signal to the entry, in ms; 0 to 3,600,000
 * @param horizonHalfLives time limit in half-lives of the signal; 0.01 to 1,000
 * @param costMultiple barrier in multiples of spread and two fees, at least; 0.01 to 1,000
 * @param sigmaMultiple barrier in sigmas over the time limit, at least; 0.001 to 1,000
 * @param maxOpenPerStrategy episodes of one strategy followed at once; 1 to 1,000,000 */
public record LabellerConfig(
        long entryDelayMs, double horizonHalfLives, double costMultiple, double sigmaMultiple, int maxOpenPerStrategy)
        implements Serializable {
    public LabellerConfig {
        Check.inRange("entryDelayMs", entryDelayMs, 0, 3_600_000);
        Check.inRange("horizonHalfLives", horizonHalfLives, 0.01, 1_000);
        Check.inRange("costMultiple", costMultiple, 0.01, 1_000);
        Check.inRange("sigmaMultiple", sigmaMultiple, 0.001, 1_000);
        Check.inRange("maxOpenPerStrategy", maxOpenPerStrategy, 1, 1_000_000);
    }

    public static LabellerConfig defaults() {
        return new LabellerConfig(250, 3, 3, 1, 8);
    }
}
