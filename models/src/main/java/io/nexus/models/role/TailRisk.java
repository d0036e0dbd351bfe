package io.nexus.models.role;

import io.nexus.domain.check.Check;

/** Model 11's role: the loss of one hour that is exceeded once in a hundred.
 *
 * @param var99 99 % value at risk, share of notional, 0 or more
 * @param es99 mean loss beyond it */
public record TailRisk(double var99, double es99, ModelUse use) {
    private static final ModelUse EWMA = ModelUse.fallback(11, "ewma-var");
    private static final double NORMAL_VAR99 = 2.3263478740408408;
    private static final double NORMAL_ES99 = 2.6652142203457725;

    /** RiskMetrics decay for one step (J.P. Morgan 1996). */
    public static final double LAMBDA = 0.94;

    /** EWMA value at risk: normal quantile times the deviation, no drift.
     *
     * @param hourlyDeviation of returns, a share; 0 or more */
    public static TailRisk fallback(double hourlyDeviation) {
        Check.inRange("hourlyDeviation", hourlyDeviation, 0, Double.MAX_VALUE);
        return new TailRisk(NORMAL_VAR99 * hourlyDeviation, NORMAL_ES99 * hourlyDeviation, EWMA);
    }

    /** The EWMA variance after one more return: lambda v + (1 - lambda) r^2. */
    public static double nextVariance(double variance, double returnRatio) {
        return LAMBDA * variance + (1 - LAMBDA) * returnRatio * returnRatio;
    }
}
