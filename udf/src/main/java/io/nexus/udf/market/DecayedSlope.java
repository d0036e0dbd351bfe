package io.nexus.udf.market;

/** Slope of an exponentially weighted regression of a value on time. The newest point is the origin, so that an unbounded
 * value loses no precision. A mutable state class. */
public final class DecayedSlope {
    public double weight;
    public double sumX;
    public double sumXx;
    public double sumY;
    public double sumXy;
    public double lastValue;
    public long lastMs;

    /** For the serializer. */
    public DecayedSlope() {}

    public void update(double value, long timeMs, double timeConstantMs) {
        if (weight > 0) {
            double dx = (timeMs - lastMs) / 1000.0;
            double dy = value - lastValue;
            sumXy += -dx * sumY - dy * sumX + dx * dy * weight;
            sumXx += -2 * dx * sumX + dx * dx * weight;
            sumX -= dx * weight;
            sumY -= dy * weight;
            double kept = Math.exp(-(timeMs - lastMs) / timeConstantMs);
            weight *= kept;
            sumX *= kept;
            sumXx *= kept;
            sumY *= kept;
            sumXy *= kept;
        }
        weight += 1;
        lastValue = value;
        lastMs = timeMs;
    }

    public void clear() {
        weight = 0;
        sumX = 0;
        sumXx = 0;
        sumY = 0;
        sumXy = 0;
    }

    /** Change per second; 0 with fewer than two different times. */
    public double perSecond() {
        double determinant = weight * sumXx - sumX * sumX;
        return determinant > 1e-12 * weight * weight ? (weight * sumXy - sumX * sumY) / determinant : 0;
    }
}
