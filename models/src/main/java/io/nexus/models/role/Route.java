package io.nexus.models.role;

/** Model 5's role: which side to take, if any.
 *
 * @param buyProbability that buying is the better side and wins net of costs, 0 to 1; need not sum to one with the other
 * @param confidence 0 to 1
 * @param valueEstimateBps expected result net of costs */
public record Route(
        double buyProbability, double sellProbability, double confidence, double valueEstimateBps, ModelUse use) {
    private static final ModelUse AGGREGATE_SIGN = ModelUse.fallback(5, "aggregate-sign");

    /** P(buy) = (1 + a) / 2, P(sell) = (1 - a) / 2, confidence = signal strength.
     *
     * @param aggregatedSignal -1 to 1
     * @param signalStrength 0 to 1
     * @param valueEstimateBps weighted net bp of the contributing calibration bins */
    public static Route fallback(double aggregatedSignal, double signalStrength, double valueEstimateBps) {
        return new Route(
                (1 + aggregatedSignal) / 2,
                (1 - aggregatedSignal) / 2,
                signalStrength,
                valueEstimateBps,
                AGGREGATE_SIGN);
    }
}
