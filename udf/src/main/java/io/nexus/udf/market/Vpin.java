package io.nexus.udf.market;

/** Volume-synchronised probability of informed trading (Easley, Lopez de Prado, O'Hara 2012) with the aggressor flag: mean
 * absolute imbalance of the last 50 buckets, each 1/50 of yesterday's volume. Only its percentile is a feature. A mutable
 * state class. */
public final class Vpin {
    private static final int BUCKETS = 50;

    public DoubleRing imbalances = new DoubleRing(BUCKETS);
    /** Size of a bucket, and what the open one holds, in fiftieths of a lot: a day's lots split evenly without rounding. */
    public long bucketFiftieths;

    public long buys;
    public long sells;

    /** For the serializer. */
    public Vpin() {}

    /** Sets the bucket from a day's volume and opens an empty one: what the open one holds may be more than a new one. After a
     * day that is not whole (0) the measure starts anew. */
    void day(long volumeLots) {
        if (volumeLots == 0) {
            imbalances.clear();
        }
        bucketFiftieths = volumeLots;
        buys = 0;
        sells = 0;
    }

    void trade(long lots, boolean isBuy) {
        long left = bucketFiftieths > 0 ? fiftieths(lots) : 0;
        while (left > 0) {
            long taken = Math.min(left, bucketFiftieths - buys - sells);
            if (isBuy) {
                buys += taken;
            } else {
                sells += taken;
            }
            left -= taken;
            if (buys + sells == bucketFiftieths) {
                imbalances.add(Math.abs(buys - sells) / (double) bucketFiftieths);
                buys = 0;
                sells = 0;
            }
        }
    }

    /** A trade's size; of one that fills more buckets than are kept, the ones that are, and the same rest. */
    private long fiftieths(long lots) {
        long size = lots > Long.MAX_VALUE / BUCKETS ? Long.MAX_VALUE : lots * BUCKETS;
        boolean isMore = size / bucketFiftieths > BUCKETS + 1;
        return isMore ? (BUCKETS + 1) * bucketFiftieths + size % bucketFiftieths : size;
    }

    public boolean isKnown() {
        return imbalances.has(BUCKETS - 1);
    }

    /** 0 to 1; only if {@link #isKnown}. */
    public double value() {
        double sum = 0;
        for (int i = 0; i < BUCKETS; i++) {
            sum += imbalances.ago(i);
        }
        return sum / BUCKETS;
    }
}
