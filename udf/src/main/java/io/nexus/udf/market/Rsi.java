package io.nexus.udf.market;

/** Wilder's relative strength index over 14 closes. A mutable state class. */
public final class Rsi {
    private static final int PERIOD = 14;

    public double gain;
    public double loss;
    public int changes;

    /** For the serializer. */
    public Rsi() {}

    void update(double change) {
        changes++;
        int n = Math.min(changes, PERIOD);
        gain += (Math.max(change, 0) - gain) / n;
        loss += (Math.max(-change, 0) - loss) / n;
    }

    public boolean isKnown() {
        return changes >= PERIOD && gain + loss > 0;
    }

    /** 0 to 100; 50 where nothing has moved. */
    public double value() {
        return gain + loss > 0 ? 100 * gain / (gain + loss) : 50;
    }
}
