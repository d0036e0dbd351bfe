package io.nexus.models.role;

/** Model 1's role: volatility of the next 15 minutes.
 *
 * @param annualised 0 or more */
public record VolatilityForecast(double annualised, ModelUse use) {
    private static final ModelUse HAR_GARCH = ModelUse.fallback(1, "har-garch");

    /** Half the variance of an unfitted HAR (mean of the realised variances over horizons, Corsi 2009), half that of
     * GARCH(1,1); what is not finite is left out.
     *
     * @param garch annualised; NaN if unknown
     * @param realised annualised, per horizon from short to long; NaN where unknown
     * @throws IllegalArgumentException if nothing is known */
    public static VolatilityForecast fallback(double garch, double... realised) {
        double sum = 0;
        int known = 0;
        for (double volatility : realised) {
            if (Double.isFinite(volatility)) {
                sum += volatility * volatility;
                known++;
            }
        }
        if (known == 0 && !Double.isFinite(garch)) {
            throw new IllegalArgumentException("neither a realised volatility nor GARCH is known");
        }
        double har = known == 0 ? garch * garch : sum / known;
        double variance = Double.isFinite(garch) ? 0.5 * har + 0.5 * garch * garch : har;
        return new VolatilityForecast(Math.sqrt(variance), HAR_GARCH);
    }
}
