package io.nexus.udf.risk;

/** Share of the base size that the market's volatility allows: target shortfall over expected shortfall. */
final class RiskMultiplier {
    /** Expected shortfall at 99 % of a standard normal. */
    static final double NORMAL_SHORTFALL = 2.6652142203457725;

    static final double MINUTES_PER_YEAR = 525_960;

    private RiskMultiplier() {}

    /** clip(target / expected, 0, 1); 0 if the volatility is unknown.
     *
     * @param volatility annualised, 0 or more */
    static double of(double volatility, SizingConfig config) {
        double expected =
                NORMAL_SHORTFALL * volatility * Math.sqrt(config.shortfallHorizonMinutes() / MINUTES_PER_YEAR);
        return expected >= 0 ? Math.min(1, config.targetShortfallRatio() / expected) : 0;
    }
}
