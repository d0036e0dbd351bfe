package io.nexus.lab.facts;

import java.util.Arrays;

/** Sample statistics; each is NaN where its sample is too small or constant. */
final class Estimators {
    private Estimators() {}

    static double mean(double[] sample) {
        double sum = 0;
        for (double value : sample) {
            sum += value;
        }
        return sum / sample.length;
    }

    static double median(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Of the population: divided by n. */
    static double deviation(double[] sample) {
        double mean = mean(sample);
        double sum = 0;
        for (double value : sample) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / sample.length);
    }

    /** Standard deviation over mean. */
    static double variation(double[] sample) {
        return deviation(sample) / mean(sample);
    }

    /** Correlation of a series with itself some places later; the mean is that of the whole series.
     *
     * @param lag in [1, n) */
    static double autocorrelation(double[] series, int lag) {
        double mean = mean(series);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < series.length; i++) {
            double here = series[i] - mean;
            squares += here * here;
            products += i + lag < series.length ? here * (series[i + lag] - mean) : 0;
        }
        return products / squares;
    }

    /** Mean autocorrelation over lags 1 to {@code lags}. */
    static double memory(double[] series, int lags) {
        double sum = 0;
        for (int lag = 1; lag <= lags; lag++) {
            sum += autocorrelation(series, lag);
        }
        return sum / lags;
    }

    /** Share of y's variance that a straight line in x explains, in [0, 1]. */
    static double rSquared(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        return xy * xy / (xx * yy);
    }

    /** Index of the power law that the largest values follow (Hill 1975, A simple general approach to inference about the tail
     * of a distribution): the smaller, the fatter.
     *
     * @param sample not negative
     * @param tailRatio share of the sample that counts as its tail, in (0, 1) */
    static double tailIndex(double[] sample, double tailRatio) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int count = (int) (tailRatio * sorted.length);
        double threshold = sorted[sorted.length - 1 - count];
        double logs = 0;
        for (int i = sorted.length - count; i < sorted.length; i++) {
            logs += Math.log(sorted[i] / threshold);
        }
        return count / logs;
    }

    static double[] absolute(double[] sample) {
        return Arrays.stream(sample).map(Math::abs).toArray();
    }
}
