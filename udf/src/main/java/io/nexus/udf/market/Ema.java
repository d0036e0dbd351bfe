package io.nexus.udf.market;

/** Exponential moving average over n values, {@code alpha = 2 / (n + 1)}. A mutable state class. */
public final class Ema {
    public double value;
    public double before;
    public int count;

    /** For the serializer. */
    public Ema() {}

    public void update(double next, int n) {
        before = value;
        value = count == 0 ? next : value + 2.0 / (n + 1) * (next - value);
        count++;
    }

    /** Starts anew. */
    void clear() {
        value = 0;
        before = 0;
        count = 0;
    }
}
