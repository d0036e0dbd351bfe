package io.nexus.udf.market;

/** Time-decayed mean and variance: {@code mean += (1 - e^(-dt/T)) (x - mean)}, the variance likewise. A mutable state class. */
public final class DecayedMoments {
    public double mean;
    public double variance;
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
        } else {
            double share = -Math.expm1(-(timeMs - lastMs) / timeConstantMs);
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
