package io.nexus.udf.market;

import java.util.ArrayList;
import java.util.List;

/** Time-decayed mean and variance by explicit weights: each value but the first weighs {@code 1 - e^(-dt/T)} for the time since
 * the one before and {@code e^(-age/T)} for its age. */
final class NaiveDecay {
    private final List<Long> timesMs = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    void add(long timeMs, double value) {
        timesMs.add(timeMs);
        values.add(value);
    }

    int samples() {
        return values.size();
    }

    double mean(double timeConstantMs) {
        return moment(timeConstantMs, 0, 1);
    }

    double deviation(double timeConstantMs) {
        return Math.sqrt(moment(timeConstantMs, mean(timeConstantMs), 2));
    }

    double zScore(double value, double timeConstantMs) {
        double deviation = deviation(timeConstantMs);
        return deviation > 0 ? (value - mean(timeConstantMs)) / deviation : 0;
    }

    /** Weighted mean of a power of the distance from a centre, measured from the newest value so that equal values leave nothing. */
    private double moment(double timeConstantMs, double center, int power) {
        int last = values.size() - 1;
        if (last <= 0) {
            return last < 0 || power == 2 ? 0 : values.get(0);
        }
        double newest = values.get(last);
        double weights = 0;
        double sum = 0;
        double shift = power == 1 ? newest : center;
        for (int i = 1; i <= last; i++) {
            double stood = -Math.expm1(-(timesMs.get(i) - timesMs.get(i - 1)) / timeConstantMs);
            double weight = stood * Math.exp(-(timesMs.get(last) - timesMs.get(i)) / timeConstantMs);
            weights += weight;
            sum += weight * Math.pow(values.get(i) - shift, power);
        }
        return power == 1 ? newest + sum / weights : sum / weights;
    }
}
