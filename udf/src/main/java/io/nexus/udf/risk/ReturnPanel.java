package io.nexus.udf.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hourly returns of the instruments of a book, aligned by hour.
 *
 * @param weights signed share of equity per instrument with a history; none if their histories share too few hours
 * @param unknownWeights of those without
 * @param unknownDeviations hourly deviation of those, from their annualised volatility
 * @param bookReturns of the weighted instruments in hours known to all of them, oldest first */
record ReturnPanel(double[] weights, double[] unknownWeights, double[] unknownDeviations, double[] bookReturns) {
    /** Returns an instrument needs to count as having a history. */
    static final int LEAST_HISTORY = 30;

    private static final double HOURS_PER_YEAR = 8_766;

    static ReturnPanel of(
            List<Valuation.Exposure> exposures, double equity, Function<String, @Nullable HourlyCloses> closes) {
        List<HourlyCloses> known = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        List<Double> unknownWeights = new ArrayList<>();
        List<Double> unknownDeviations = new ArrayList<>();
        for (Valuation.Exposure exposure : exposures) {
            double weight = exposure.notional().doubleValue() / equity;
            HourlyCloses history = closes.apply(exposure.instrument());
            if (history != null && count(history) >= LEAST_HISTORY) {
                known.add(history);
                weights.add(weight);
            } else {
                unknownWeights.add(weight);
                unknownDeviations.add(exposure.volatility() / Math.sqrt(HOURS_PER_YEAR));
            }
        }
        double[] signed = array(weights);
        double[] returns = bookReturns(known, signed);
        return known.isEmpty() || returns.length >= LEAST_HISTORY
                ? new ReturnPanel(signed, array(unknownWeights), array(unknownDeviations), returns)
                : of(exposures, equity, instrument -> null);
    }

    private static int count(HourlyCloses history) {
        int count = 0;
        for (long hour = history.lastHour - HourlyCloses.CAPACITY + 2; hour <= history.lastHour; hour++) {
            if (!Double.isNaN(history.returnAt(hour))) {
                count++;
            }
        }
        return count;
    }

    private static double[] bookReturns(List<HourlyCloses> histories, double[] weights) {
        if (histories.isEmpty()) {
            return new double[0];
        }
        long last = histories.get(0).lastHour;
        for (HourlyCloses history : histories) {
            last = Math.max(last, history.lastHour);
        }
        double[] returns = new double[HourlyCloses.CAPACITY - 1];
        int size = 0;
        for (long hour = last - HourlyCloses.CAPACITY + 2; hour <= last; hour++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * histories.get(i).returnAt(hour);
            }
            if (!Double.isNaN(sum)) {
                returns[size++] = sum;
            }
        }
        return Arrays.copyOf(returns, size);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
