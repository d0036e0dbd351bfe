package io.nexus.udf.market;

/** Time-decayed mean and variance: {@code mean += w (x - mean)} with {@code w = 1 - e^(-dt/T)}, the variance likewise. The time
 * before the first value weighs nothing: until it has faded, w is divided by {@code 1 - e^(-(t - t0)/T)}. A mutable state
 * class. */
public final class DecayedMoments {
    private static final double FADED = 20;

    public double mean;
    public double variance;
    public long firstMs;
    public long lastMs;
    public long samples;

    /** For the serializer. */
    public DecayedMoments() {}

    /** Takes a value in; the first one sets the mean.
     *
     * @param timeConstantMs T, positive */
    public void update(double value, long timeMs, double timeConstantMs) {
        if (samples == 0) {
            mean = value;
            firstMs = timeMs;
        } else if (timeMs > lastMs) {
            double share = -Math.expm1(-(timeMs - lastMs) / timeConstantMs);
            if (timeMs - firstMs < FADED * timeConstantMs) {
                share /= -Math.expm1(-(timeMs - firstMs) / timeConstantMs);
            }
            double distance = value - mean;
            mean += share * distance;
            variance = (1 - share) * (variance + share * distance * distance);
        }
        lastMs = timeMs;
        samples++;
    }

    /** Distance from the mean in standard deviations; 0 while there is no spread. */
    public double zScore(double value) {
        return variance > 0 ? (value - mean) / Math.sqrt(variance) : 0;
    }

    public double deviation() {
        return Math.sqrt(variance);
    }
}
