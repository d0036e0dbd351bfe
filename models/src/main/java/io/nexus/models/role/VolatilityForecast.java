package io.nexus.models.role;

/** Model 1's role: volatility of the next 15 minutes.
 *
 * @param annualised 0 or more */
public record VolatilityForecast(double annualised, ModelUse use) {
    /** {@link #ofHarAndGarch} in the model's place. */
    public static final ModelUse FALLBACK = ModelUse.fallback(1, "har-garch");

    /** Half the variance of an unfitted HAR (mean of the realised variances over horizons, Corsi 2009), half that of
     * GARCH(1,1); what is not finite is left out.
     *
     * @param garch annualised; NaN if unknown
     * @param minutes realised over the shortest horizon, annualised; NaN if unknown, as the next two
     * @throws IllegalArgumentException if nothing is known */
    public static double ofHarAndGarch(double garch, double minutes, double hour, double day) {
        int known = known(minutes) + known(hour) + known(day);
        double sum = square(minutes) + square(hour) + square(day);
        if (known == 0 && !Double.isFinite(garch)) {
            throw new IllegalArgumentException("neither a realised volatility nor GARCH is known");
        }
        double har = known == 0 ? garch * garch : sum / known;
        double variance = Double.isFinite(garch) ? 0.5 * har + 0.5 * garch * garch : har;
        return Math.sqrt(variance);
    }

    private static int known(double volatility) {
        return Double.isFinite(volatility) ? 1 : 0;
    }

    private static double square(double volatility) {
        return Double.isFinite(volatility) ? volatility * volatility : 0;
    }
}
