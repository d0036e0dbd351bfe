package io.nexus.lab.facts;

/** What one fact of one instrument is computed from.
 *
 * @param blockRows rows that the bootstrap keeps together */
record FactSeries(Series series, Series.Statistic statistic, int blockRows) {
    double value() {
        return series.of(statistic);
    }

    double[] resampled(int count, long seed) {
        return series.resampled(statistic, blockRows, count, seed);
    }
}
