package io.nexus.domain.quality;

/** Layer 1's verdict on one instrument at one evaluation.
 *
 * @param mqScore 0.7 formula composite + 0.3 model quality, in [0, 1]
 * @param regime after the vote; UNCERTAIN when its voices disagree
 * @param engineRegime MQScore's own regime, which alone gates CRISIS and HIGH_NOISE
 * @param regimeConfidence calibrated confidence of the regime, 0 to 1
 * @param regimeProbabilities of the twelve regimes in the order of {@link Regime}
 * @param finalVolatility annualised, 0.6 of our sigma + 0.4 of the model's forecast
 * @param volatilityPercentile of sigma over 7 days, 0 to 1
 * @param isVolatilityModelServing whether a trained model (not its fallback) gave the forecast
 * @param isRegimeModelServing likewise for the regime classifier
 * @param isQualityModelServing likewise for the LightGBM classifier */
public record Assessment(
        Dimensions dimensions,
        double mqScore,
        Grade grade,
        Regime regime,
        Regime engineRegime,
        double regimeConfidence,
        double[] regimeProbabilities,
        double finalVolatility,
        double volatilityPercentile,
        boolean isVolatilityModelServing,
        boolean isRegimeModelServing,
        boolean isQualityModelServing) {}
