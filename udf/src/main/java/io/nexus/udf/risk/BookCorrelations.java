package io.nexus.udf.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How an entry's hourly returns move with what a book holds, both with their signs: above 0 the entry adds to the book's risk.
 * Exponentially weighted over the hours of a week that both know. Not thread-safe. */
final class BookCorrelations {
    private static final double DECAY = 0.94;
    private static final int HOURS = 168;
    private static final int LEAST_HOURS = 24;
    private static final double HOURS_PER_YEAR = 8_766;

    /** With the whole book, and the plain one of the newest 24 common hours; NaN while unknown. */
    double book;

    double bookDay;
    /** Of all exposures the largest, and the mean; NaN while any is unknown, 0 of an empty book. */
    double largest;

    double mean;
    /** Deviation of the book's hourly returns, annualised; NaN while unknown. */
    double bookVolatility;

    private final List<HourlyCloses> histories = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final Pair pair = new Pair();

    /** Measures an entry against a book.
     *
     * @param side of the entry, 1 or -1
     * @param equity in quote units */
    void measure(
            @Nullable HourlyCloses entry,
            int side,
            List<Valuation.Exposure> exposures,
            double equity,
            Function<String, @Nullable HourlyCloses> closes) {
        boolean isEmpty = exposures.isEmpty();
        book = bookDay = largest = mean = bookVolatility = isEmpty ? 0 : Double.NaN;
        if (isEmpty) {
            return;
        }
        histories.clear();
        weights.clear();
        for (Valuation.Exposure exposure : exposures) {
            HourlyCloses history = closes.apply(exposure.instrument());
            if (history == null) {
                return;
            }
            histories.add(history);
            weights.add(exposure.notional().doubleValue() / equity);
        }
        measureBook(entry, side);
        if (entry != null) {
            measureEach(entry, side);
        }
    }

    private void measureBook(@Nullable HourlyCloses entry, int side) {
        long last = entry == null ? histories.get(0).lastHour : entry.lastHour;
        pair.clear();
        Pair day = new Pair();
        for (long hour = last - HOURS + 1; hour <= last; hour++) {
            double own = bookReturn(hour);
            pair.add(entry == null ? 0 : side * entry.returnAt(hour), own, DECAY);
        }
        for (long hour = last; hour > last - HOURS && day.count < LEAST_HOURS; hour--) {
            day.add(entry == null ? 0 : side * entry.returnAt(hour), bookReturn(hour), 1);
        }
        bookVolatility = pair.count < LEAST_HOURS ? Double.NaN : Math.sqrt(pair.yy / pair.weight * HOURS_PER_YEAR);
        book = entry == null ? Double.NaN : pair.coefficient();
        bookDay = entry == null ? Double.NaN : day.coefficient();
    }

    private double bookReturn(long hour) {
        double sum = 0;
        for (int i = 0; i < histories.size(); i++) {
            sum += weights.get(i) * histories.get(i).returnAt(hour);
        }
        return sum;
    }

    private void measureEach(HourlyCloses entry, int side) {
        double sum = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < histories.size(); i++) {
            pair.clear();
            double sign = side * Math.signum(weights.get(i));
            for (long hour = entry.lastHour - HOURS + 1; hour <= entry.lastHour; hour++) {
                pair.add(entry.returnAt(hour), sign * histories.get(i).returnAt(hour), DECAY);
            }
            double coefficient = pair.coefficient();
            sum += coefficient;
            most = Math.max(most, coefficient);
        }
        mean = sum / histories.size();
        largest = most;
    }

    /** Second moments around 0 of pairs that are known. */
    private static final class Pair {
        double xx;
        double yy;
        double xy;
        double weight;
        int count;

        void clear() {
            xx = yy = xy = weight = 0;
            count = 0;
        }

        void add(double x, double y, double decay) {
            if (Double.isNaN(x) || Double.isNaN(y)) {
                return;
            }
            xx = decay * xx + x * x;
            yy = decay * yy + y * y;
            xy = decay * xy + x * y;
            weight = decay * weight + 1;
            count++;
        }

        /** -1 to 1; 0 where either stood still; NaN of too few. */
        double coefficient() {
            if (count < LEAST_HOURS) {
                return Double.NaN;
            }
            double scale = Math.sqrt(xx) * Math.sqrt(yy);
            return scale > 0 ? Math.max(-1, Math.min(1, xy / scale)) : 0;
        }
    }
}
