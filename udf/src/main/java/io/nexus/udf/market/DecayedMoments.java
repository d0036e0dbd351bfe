package io.nexus.udf.market;

/** Time-decayed mean and variance: {@code mean += w (x - mean)} with {@code w = 1 - e^(-dt/T)}, the variance likewise. The time
 * before the first value weighs nothing: until it has faded, w is divided by {@code 1 - e^(-(t - t0)/T)}. A mutable state
 * class. */
public final class DecayedMoments {
    private static final double FADED = 40;

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
            double kept = Math.exp(-(timeMs - lastMs) / timeConstantMs);
            double share = -Math.expm1(-(timeMs - lastMs) / timeConstantMs);
            if (timeMs - firstMs < FADED * timeConstantMs) {
                double seen = -Math.expm1(-(timeMs - firstMs) / timeConstantMs);
                kept *= -Math.expm1(-(lastMs - firstMs) / timeConstantMs) / seen;
                share /= seen;
            }
            double distance = value - mean;
            // from the nearer of the two, so that a large old mean leaves no rounding in a small new one
            mean = share < 0.5 ? mean + share * distance : value - kept * distance;
            variance = kept * (variance + share * distance * distance);
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
