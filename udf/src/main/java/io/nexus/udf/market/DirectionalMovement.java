package io.nexus.udf.market;

/** Wilder's average true range and directional movement (J. W. Wilder, New Concepts in Technical Trading Systems, 1978) over
 * 14 bars, in ticks. A mutable state class. */
public final class DirectionalMovement {
    public static final int PERIOD = 14;

    public long lastHigh;
    public long lastLow;
    public long lastClose;
    public int bars;
    public double trueRange;
    public double plus;
    public double minus;
    public double index;
    public int indices;

    /** For the serializer. */
    public DirectionalMovement() {}

    public void update(long high, long low, long close) {
        if (bars > 0) {
            double range = Math.max(high, lastClose) - (double) Math.min(low, lastClose);
            double up = high - lastHigh;
            double down = lastLow - low;
            trueRange = smooth(trueRange, range, bars);
            plus = smooth(plus, up > down && up > 0 ? up : 0, bars);
            minus = smooth(minus, down > up && down > 0 ? down : 0, bars);
            if (bars >= PERIOD) {
                double sum = plus + minus;
                index = smooth(index, sum > 0 ? 100 * Math.abs(plus - minus) / sum : 0, ++indices);
            }
        }
        lastHigh = high;
        lastLow = low;
        lastClose = close;
        bars++;
    }

    /** Starts anew. */
    void clear() {
        bars = 0;
        trueRange = 0;
        plus = 0;
        minus = 0;
        index = 0;
        indices = 0;
    }

    /** The first n values average plainly, later ones by Wilder's 1/n. */
    private static double smooth(double mean, double value, int count) {
        return mean + (value - mean) / Math.min(count, PERIOD);
    }

    /** Whether 14 true ranges went in. */
    public boolean hasRange() {
        return bars > PERIOD;
    }

    public boolean hasIndex() {
        return indices >= PERIOD;
    }

    /** ADX, 0 to 100. */
    public double adx() {
        return index;
    }

    /** DI+ - DI-, -100 to 100. */
    public double difference() {
        return trueRange > 0 ? 100 * (plus - minus) / trueRange : 0;
    }
}
