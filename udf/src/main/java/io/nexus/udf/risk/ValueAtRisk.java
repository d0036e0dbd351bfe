package io.nexus.udf.risk;

import java.util.Arrays;

/** Value at risk of a book as a share of equity. Long histories: filtered historical simulation (Barone-Adesi, Giannopoulos
 * and Vosper 1999): past book returns divided by the deviation forecast for their hour, times today's forecast. Short ones:
 * the normal quantile of the exponentially weighted deviation (RiskMetrics 1996), enlarged. Either is scaled by the square
 * root of time. Instruments without a history add their own figure in full, as if nothing diversified them. */
final class ValueAtRisk {
    private final ValueAtRiskConfig config;

    ValueAtRisk(ValueAtRiskConfig config) {
        this.config = config;
    }

    /** Loss over the horizon that is exceeded with the tail probability; 0 or more. */
    double ratio(ReturnPanel panel) {
        double hourly = panel.bookReturns().length >= config.minPoints()
                ? simulated(panel.bookReturns())
                : config.normalQuantile() * config.shortHistoryFactor() * deviation(panel.bookReturns());
        for (int i = 0; i < panel.unknownWeights().length; i++) {
            double standalone = Math.abs(panel.unknownWeights()[i]) * panel.unknownDeviations()[i];
            hourly += config.normalQuantile() * config.shortHistoryFactor() * standalone;
        }
        return hourly * Math.sqrt(config.horizonHours());
    }

    private double simulated(double[] returns) {
        double[] scaled = new double[returns.length];
        double variance = meanSquare(returns);
        for (int i = 0; i < returns.length; i++) {
            scaled[i] = variance > 0 ? returns[i] / Math.sqrt(variance) : 0;
            variance = next(variance, returns[i]);
        }
        Arrays.sort(scaled);
        int worst = (int) Math.ceil(config.tailProbability() * scaled.length) - 1;
        return Math.max(0, -scaled[Math.max(0, worst)] * Math.sqrt(variance));
    }

    private double deviation(double[] returns) {
        double variance = meanSquare(returns);
        for (double value : returns) {
            variance = next(variance, value);
        }
        return Math.sqrt(variance);
    }

    private double next(double variance, double value) {
        return config.decay() * variance + (1 - config.decay()) * value * value;
    }

    private static double meanSquare(double[] returns) {
        double sum = 0;
        for (double value : returns) {
            sum += value * value;
        }
        return returns.length == 0 ? 0 : sum / returns.length;
    }
}
