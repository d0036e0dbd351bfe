package io.nexus.udf.metric;

import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/** A Flink histogram over HdrHistogram: every latency counts, none is sampled away, quantiles to two digits. Thread-safe.
 * Values in nanoseconds, unless the metric's name has another unit; anything outside 0 to one minute in nanoseconds is of
 * another process's clock or a stall and counts as the nearest bound. */
public final class LatencyFunction implements Histogram {
    private static final long MOST_NS = 60_000_000_000L;

    private final ConcurrentHistogram histogram = new ConcurrentHistogram(MOST_NS, 2);

    @Override
    public void update(long latencyNs) {
        histogram.recordValue(Math.min(MOST_NS, Math.max(0, latencyNs)));
    }

    /** Forgets what was recorded; what is recorded meanwhile may be lost. */
    public void reset() {
        histogram.reset();
    }

    @Override
    public long getCount() {
        return histogram.getTotalCount();
    }

    @Override
    public HistogramStatistics getStatistics() {
        return new Snapshot(histogram.copy());
    }

    private static final class Snapshot extends HistogramStatistics {
        private final AbstractHistogram copy;

        Snapshot(AbstractHistogram copy) {
            this.copy = copy;
        }

        @Override
        public double getQuantile(double quantile) {
            return copy.getTotalCount() == 0 ? 0 : copy.getValueAtPercentile(quantile * 100);
        }

        /** Empty: single values are not kept. */
        @Override
        public long[] getValues() {
            return new long[0];
        }

        @Override
        public int size() {
            return (int) Math.min(Integer.MAX_VALUE, copy.getTotalCount());
        }

        @Override
        public double getMean() {
            return copy.getTotalCount() == 0 ? 0 : copy.getMean();
        }

        @Override
        public double getStdDev() {
            return copy.getTotalCount() == 0 ? 0 : copy.getStdDeviation();
        }

        @Override
        public long getMax() {
            return copy.getMaxValue();
        }

        @Override
        public long getMin() {
            return copy.getTotalCount() == 0 ? 0 : copy.getMinValue();
        }
    }
}
