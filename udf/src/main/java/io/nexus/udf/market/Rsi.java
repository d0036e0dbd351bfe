package io.nexus.udf.market;

/** Wilder's relative strength index, over 14 closes unless told. A mutable state class. */
public final class Rsi {
    public int period = 14;
    public double gain;
    public double loss;
    public int changes;

    /** For the serializer. */
    public Rsi() {}

    Rsi(int period) {
        this.period = period;
    }

    void update(double change) {
        changes++;
        int n = Math.min(changes, period);
        gain += (Math.max(change, 0) - gain) / n;
        loss += (Math.max(-change, 0) - loss) / n;
    }

    /** Starts anew. */
    void clear() {
        gain = 0;
        loss = 0;
        changes = 0;
    }

    public boolean isKnown() {
        return changes >= period && gain + loss > 0;
    }

    /** 0 to 100; 50 where nothing has moved. */
    public double value() {
        return gain + loss > 0 ? 100 * gain / (gain + loss) : 50;
    }
}
