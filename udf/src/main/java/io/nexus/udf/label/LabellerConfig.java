package io.nexus.udf.label;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Numbers of the triple barrier.
 *
 * @param entryDelayMs from the signal to the entry, in ms; not negative
 * @param horizonHalfLives time limit in half-lives of the signal; positive
 * @param costMultiple barrier in multiples of spread and two fees, at least; positive
 * @param sigmaMultiple barrier in sigmas over the time limit, at least; positive
 * @param maxOpenPerStrategy episodes of one strategy followed at once; positive */
public record LabellerConfig(
        long entryDelayMs, double horizonHalfLives, double costMultiple, double sigmaMultiple, int maxOpenPerStrategy)
        implements Serializable {
    public LabellerConfig {
        Check.notNegative("entryDelayMs", entryDelayMs);
        Check.positive("horizonHalfLives", horizonHalfLives);
        Check.positive("costMultiple", costMultiple);
        Check.positive("sigmaMultiple", sigmaMultiple);
        Check.positive("maxOpenPerStrategy", maxOpenPerStrategy);
    }

    public static LabellerConfig defaults() {
        return new LabellerConfig(250, 3, 3, 1, 8);
    }
}
