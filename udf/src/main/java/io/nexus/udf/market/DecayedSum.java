package io.nexus.udf.market;

/** Sum whose terms fade with a time constant. A mutable state class. */
public final class DecayedSum {
    public double sum;
    public long firstMs;
    public long lastMs;
    public boolean isStarted;

    /** For the serializer. */
    public DecayedSum() {}

    public void add(double value, long timeMs, double timeConstantMs) {
        if (!isStarted) {
            isStarted = true;
            firstMs = timeMs;
        } else {
            sum *= Math.exp(-(timeMs - lastMs) / timeConstantMs);
        }
        sum += value;
        lastMs = timeMs;
    }

    /** The sum as it has faded until a time not before the last one. */
    public double at(long timeMs, double timeConstantMs) {
        return isStarted ? sum * Math.exp(-(timeMs - lastMs) / timeConstantMs) : 0;
    }

    /** Amount per second, corrected for the time before the first value; 0 before one full second. */
    public double perSecond(long timeMs, double timeConstantMs) {
        if (!isStarted || timeMs - firstMs < 1000) {
            return 0;
        }
        double seen = -Math.expm1(-(timeMs - firstMs) / timeConstantMs);
        return at(timeMs, timeConstantMs) / (timeConstantMs / 1000 * seen);
    }
}
