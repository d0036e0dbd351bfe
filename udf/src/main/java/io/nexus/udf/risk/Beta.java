package io.nexus.udf.risk;

import org.jspecify.annotations.Nullable;

/** How much an instrument moves with the venue's BTC perpetual: slope of the regression of its hourly returns. */
final class Beta {
    /** Taken without enough common hours. */
    static final double UNKNOWN = 1.0;

    private Beta() {}

    /** Slope over the hours known to both; {@link #UNKNOWN} with fewer than the least number or a motionless reference. */
    static double of(@Nullable HourlyCloses instrument, @Nullable HourlyCloses reference, int minPoints) {
        if (instrument == null || reference == null) {
            return UNKNOWN;
        }
        int n = 0;
        double meanX = 0;
        double meanY = 0;
        double covariance = 0;
        double variance = 0;
        for (long hour = reference.lastHour - HourlyCloses.CAPACITY + 2; hour <= reference.lastHour; hour++) {
            double x = reference.returnAt(hour);
            double y = instrument.returnAt(hour);
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                n++;
                double dx = x - meanX;
                meanX += dx / n;
                meanY += (y - meanY) / n;
                covariance += dx * (y - meanY);
                variance += dx * (x - meanX);
            }
        }
        return n < minPoints || !(variance > 0) ? UNKNOWN : covariance / variance;
    }
}
