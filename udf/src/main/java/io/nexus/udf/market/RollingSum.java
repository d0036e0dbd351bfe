package io.nexus.udf.market;

import java.util.Arrays;

/** Sum over the last n buckets, the open one included. Added afresh once per turn of the ring, so rounding never piles up. A
 * mutable state class. */
public final class RollingSum {
    public double[] buckets = new double[1];
    public int open;
    public double sum;

    /** For the serializer. */
    public RollingSum() {}

    /** Sum over a number of buckets, at least 1. */
    public RollingSum(int size) {
        buckets = new double[size];
    }

    public void add(double value) {
        buckets[open] += value;
        sum += value;
    }

    /** Closes the open bucket and drops the oldest. */
    public void advance() {
        open = open + 1 == buckets.length ? 0 : open + 1;
        sum -= buckets[open];
        buckets[open] = 0;
        if (open == 0) {
            sum = 0;
            for (double bucket : buckets) {
                sum += bucket;
            }
        }
    }

    public void clear() {
        Arrays.fill(buckets, 0);
        sum = 0;
    }
}
