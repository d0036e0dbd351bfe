package io.nexus.udf.metric;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.SimpleCounter;

/** A Flink histogram over HdrHistogram: every latency counts, none is sampled away, quantiles to two digits. Statistics are of the last
 * minute (up to 80 s), the count is of all time; {@link #sinceReset} has those of all that came since {@link #reset}.
 * Thread-safe. Values in nanoseconds, unless the metric's name has another unit; one above a minute in nanoseconds counts as
 * that. */
public final class LatencyHistogram implements org.apache.flink.metrics.Histogram {
    /** Statistics are of at least so long. */
    static final long WINDOW_NS = TimeUnit.SECONDS.toNanos(60);

    private static final long MOST_NS = 60_000_000_000L;
    private static final int DIGITS = 2;
    private static final int SLICES = 4;
    /** The window is covered although the newest slice is not full. */
    private static final long SLICE_NS = WINDOW_NS / (SLICES - 1);

    private final LongSupplier nowNs;
    private final Counter negatives;
    private final Slice[] slices = new Slice[SLICES];
    private final AtomicHistogram total = new AtomicHistogram(MOST_NS, DIGITS);
    private final AtomicLong count = new AtomicLong();

    /** What was recorded within one slice of time. */
    private static final class Slice {
        private final AtomicHistogram histogram = new AtomicHistogram(MOST_NS, DIGITS);
        private volatile long number = Long.MIN_VALUE;

        /** Makes room for a later slice of time; what other threads still record for the former one counts in the new one. */
        private synchronized void advance(long newNumber) {
            if (number < newNumber) {
                histogram.reset();
                number = newNumber;
            }
        }
    }

    /** A histogram of durations within one process, which are never negative.
     *
     * @param nowNs the process's monotonic clock, which moves the window */
    public LatencyHistogram(LongSupplier nowNs) {
        this(nowNs, new SimpleCounter());
    }

    /** A histogram of latencies between processes, whose clocks may differ.
     *
     * @param nowNs the process's monotonic clock, which moves the window
     * @param negatives counts the values below 0, which count as 0 */
    public LatencyHistogram(LongSupplier nowNs, Counter negatives) {
        this.nowNs = nowNs;
        this.negatives = negatives;
        for (int i = 0; i < SLICES; i++) {
            slices[i] = new Slice();
        }
    }

    @Override
    public void update(long latencyNs) {
        if (latencyNs < 0) {
            negatives.inc();
        }
        long value = Math.min(MOST_NS, Math.max(0, latencyNs));
        long number = Math.floorDiv(nowNs.getAsLong(), SLICE_NS);
        Slice slice = slices[Math.floorMod(number, SLICES)];
        if (slice.number < number) {
            slice.advance(number);
        }
        slice.histogram.recordValue(value);
        total.recordValue(value);
        count.incrementAndGet();
    }

    /** Starts again what {@link #sinceReset} reports; what is recorded meanwhile may be lost to it. Window and count go on. */
    public void reset() {
        total.reset();
    }

    /** Statistics of all values since the last reset. */
    public HistogramStatistics sinceReset() {
        return new Snapshot(total.copy());
    }

    /** How many values were recorded since the last reset. */
    public long countSinceReset() {
        return total.getTotalCount();
    }

    @Override
    public long getCount() {
        return count.get();
    }

    @Override
    public HistogramStatistics getStatistics() {
        long number = Math.floorDiv(nowNs.getAsLong(), SLICE_NS);
        Histogram window = new Histogram(MOST_NS, DIGITS);
        for (Slice slice : slices) {
            if (number - SLICES < slice.number) {
                window.add(slice.histogram);
            }
        }
        return new Snapshot(window);
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
