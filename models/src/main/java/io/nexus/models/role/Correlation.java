package io.nexus.models.role;

import io.nexus.domain.check.Check;

/** Model 39's role: correlation of two return series over the next hour, from exponentially weighted second moments. A
 * state record: {@link #next} gives the one after another pair of returns.
 *
 * @param covariance of the two
 * @param varianceA of the first
 * @param varianceB of the second */
public record Correlation(double covariance, double varianceA, double varianceB) {
    public static final Correlation NONE = new Correlation(0, 0, 0);
    private static final ModelUse EW = ModelUse.fallback(39, "ew-correlation");

    /** Moments after one more pair: m' = lambda m + (1 - lambda) a b.
     *
     * @param lambda decay per step, in (0, 1) */
    public Correlation next(double returnA, double returnB, double lambda) {
        Check.inOpenUnitInterval("lambda", lambda);
        return new Correlation(
                lambda * covariance + (1 - lambda) * returnA * returnB,
                lambda * varianceA + (1 - lambda) * returnA * returnA,
                lambda * varianceB + (1 - lambda) * returnB * returnB);
    }

    /** -1 to 1; 0 while either series has not moved. */
    public double coefficient() {
        double scale = Math.sqrt(varianceA) * Math.sqrt(varianceB);
        return scale > 0 ? Math.min(1, Math.max(-1, covariance / scale)) : 0;
    }

    public static ModelUse use() {
        return EW;
    }
}
