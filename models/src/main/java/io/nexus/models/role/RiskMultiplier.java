package io.nexus.models.role;

import io.nexus.domain.check.Check;

/** Model 8's role: how much of the base size the market allows.
 *
 * @param multiplier 0 to 1
 * @param predictedEs expected shortfall behind it, in the target's unit
 * @param uncertainty of the prediction, 0 to 1; 0 from the formula, which has no spread of heads */
public record RiskMultiplier(double multiplier, double predictedEs, double uncertainty, ModelUse use) {
    private static final ModelUse VOL_TARGET = ModelUse.fallback(8, "vol-target");
    /** Expected shortfall at 99 % of a normal variable with unit deviation. */
    private static final double NORMAL_ES99 = 2.6652142203457725;

    private static final double MINUTES_PER_YEAR = 525_960;

    /** clip(target / predicted, 0, 1); 1 if nothing is predicted to be lost, 0 if the prediction is not a number.
     *
     * @param targetEs positive, in the unit of the prediction
     * @param predictedEs 0 or more */
    public static RiskMultiplier fallback(double targetEs, double predictedEs) {
        Check.positive("targetEs", targetEs);
        double multiplier = Double.isNaN(predictedEs) || predictedEs < 0 ? 0 : Math.min(1, targetEs / predictedEs);
        return new RiskMultiplier(multiplier, predictedEs, 0, VOL_TARGET);
    }

    /** Expected shortfall at 99 % over a horizon as a share of price, for normal returns without drift.
     *
     * @param annualisedVolatility 0 or more
     * @param horizonMinutes positive */
    public static double normalEs99(double annualisedVolatility, double horizonMinutes) {
        return NORMAL_ES99 * annualisedVolatility * Math.sqrt(horizonMinutes / MINUTES_PER_YEAR);
    }
}
