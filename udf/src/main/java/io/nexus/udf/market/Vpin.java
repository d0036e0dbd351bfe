package io.nexus.udf.market;

/** Volume-synchronised probability of informed trading (Easley, Lopez de Prado, O'Hara 2012) with the aggressor flag: mean
 * absolute imbalance of the last 50 buckets, each 1/50 of yesterday's volume. Only its percentile is a feature. A mutable
 * state class. */
public final class Vpin {
    private static final int BUCKETS = 50;

    public DoubleRing imbalances = new DoubleRing(BUCKETS);
    public double bucketLots;
    public double buys;
    public double sells;

    /** For the serializer. */
    public Vpin() {}

    /** Sets the bucket from a day's volume and opens an empty one: what the open one holds may be more than a new one. */
    void day(double volumeLots) {
        bucketLots = volumeLots / BUCKETS;
        buys = 0;
        sells = 0;
    }

    void trade(double lots, boolean isBuy) {
        double left = lots;
        while (bucketLots > 0 && left > 0) {
            double taken = Math.min(left, bucketLots - buys - sells);
            if (isBuy) {
                buys += taken;
            } else {
                sells += taken;
            }
            left -= taken;
            if (buys + sells >= bucketLots * (1 - 1e-12)) {
                imbalances.add(Math.abs(buys - sells) / bucketLots);
                buys = 0;
                sells = 0;
            } else if (taken <= 0) {
                return;
            }
        }
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
