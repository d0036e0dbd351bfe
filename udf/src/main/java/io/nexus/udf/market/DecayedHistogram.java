package io.nexus.udf.market;

/** Online percentile by 256 bins whose counts fade with a time constant, seven days unless told. New samples weigh more instead of old
 * ones less, so that adding is constant time; ranks add block sums. A mutable state class. */
public final class DecayedHistogram {
    public static final int BINS = 256;
    private static final int BLOCK = 16;
    private static final double RESCALE_ABOVE = 1e6;
    private static final double ROUNDING = 1e-9;

    public double[] counts = new double[BINS];
    public double[] blocks = new double[BINS / BLOCK];
    public double total;
    public double growth = 1;
    public long lastMs;
    public boolean isLog;
    public double low;
    public double high = 1;
    public double timeConstantMs = 7 * 24 * 3_600_000.0;

    /** For the serializer. */
    public DecayedHistogram() {}

    /** Histogram over [low, high], evenly in the value or (isLog, then low is positive) in its logarithm; values outside fall
     * into the first or last bin. */
    public DecayedHistogram(double low, double high, boolean isLog) {
        this.isLog = isLog;
        this.low = isLog ? Math.log(low) : low;
        this.high = isLog ? Math.log(high) : high;
    }

    /** The same histogram with another time constant. */
    public DecayedHistogram fadingOver(double newTimeConstantMs) {
        timeConstantMs = newTimeConstantMs;
        return this;
    }

    /** Fills in a distribution of a total weight: between neighbouring quantiles it is even (in the logarithm, if
     * logarithmic), equal ones are a point.
     *
     * @param quantiles at even shares from 0 to 1, not falling, two or more */
    public void seed(double[] quantiles, double weight) {
        double share = weight / (quantiles.length - 1);
        for (int i = 1; i < quantiles.length; i++) {
            spread(place(quantiles[i - 1]), place(quantiles[i]), share);
        }
    }

    /** Spreads a weight evenly over the bins between two places. */
    private void spread(double from, double to, double weight) {
        int first = (int) from;
        int last = (int) to;
        if (first == last) {
            put(first, weight);
            return;
        }
        for (int bin = first; bin <= last; bin++) {
            double covered = Math.min(to, bin + 1) - Math.max(from, bin);
            put(bin, covered / (to - from) * weight);
        }
    }

    /** Takes a sample in; times must not fall. */
    public void add(double value, long timeMs, double weight) {
        if (lastMs != 0) {
            growth *= Math.exp((timeMs - lastMs) / timeConstantMs);
        }
        lastMs = timeMs;
        put(bin(value), weight * growth);
        if (growth > RESCALE_ABOVE) {
            rescale();
        }
    }

    /** Share of samples below a value, those of its own bin counted half; 0.5 while empty. */
    public double rank(double value) {
        if (total <= 0) {
            return 0.5;
        }
        int bin = bin(value);
        double below = 0;
        for (int block = 0; block < bin / BLOCK; block++) {
            below += blocks[block];
        }
        for (int i = bin / BLOCK * BLOCK; i < bin; i++) {
            below += counts[i];
        }
        return Math.min(1, Math.max(0, (below + counts[bin] / 2) / total));
    }

    /** Value below which a share of the samples lies, as the middle of its bin; a share reached but for rounding is reached. */
    public double quantile(double share) {
        double wanted = share * total * (1 - ROUNDING);
        double below = 0;
        int bin = 0;
        while (bin < BINS - 1 && below + counts[bin] < wanted) {
            below += counts[bin++];
        }
        double middle = low + (bin + 0.5) * (high - low) / BINS;
        return isLog ? Math.exp(middle) : middle;
    }

    private int bin(double value) {
        return (int) place(value);
    }

    /** Where a value lies, in bins from the lower end; just below the number of bins at most. */
    private double place(double value) {
        double scaled = isLog ? Math.log(Math.max(value, Double.MIN_NORMAL)) : value;
        return Math.min(Math.nextDown((double) BINS), Math.max(0, (scaled - low) / (high - low) * BINS));
    }

    private void put(int bin, double weight) {
        counts[bin] += weight;
        blocks[bin / BLOCK] += weight;
        total += weight;
    }

    private void rescale() {
        total = 0;
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = 0;
            for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
                counts[i] /= growth;
                blocks[block] += counts[i];
            }
            total += blocks[block];
        }
        growth = 1;
    }
}
