package io.nexus.domain.statistics;

import io.nexus.domain.check.Check;

/** Student's t distribution. */
public final class StudentT {
    private StudentT() {}

    /** Probability that a t variable is at most {@code t}.
     *
     * @param degreesOfFreedom positive, need not be whole
     * @throws IllegalArgumentException if t is NaN or the degrees of freedom are not positive */
    public static double cdf(double t, double degreesOfFreedom) {
        Check.positive("degreesOfFreedom", degreesOfFreedom);
        if (Double.isNaN(t)) {
            throw new IllegalArgumentException("t must be a number, was NaN");
        }
        if (Double.isInfinite(t)) {
            return t > 0 ? 1 : 0;
        }
        double squared = t * t;
        double ratio = degreesOfFreedom / (degreesOfFreedom + squared);
        double upperTail = ratio < 0.5
                ? IncompleteBeta.regularized(ratio, degreesOfFreedom / 2, 0.5) / 2
                : (1 - IncompleteBeta.regularized(squared / (degreesOfFreedom + squared), 0.5, degreesOfFreedom / 2))
                        / 2;
        return t > 0 ? 1 - upperTail : upperTail;
    }
}
