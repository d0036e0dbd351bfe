package io.nexus.udf.market;

import java.util.Arrays;

/** Volume at price in 4096 bins of max(tick, 2 bp), fading over 24 h; the window of bins follows the price. Point of control,
 * 70 % value area and low volume nodes are found once a minute. A mutable state class. */
public final class VolumeProfile {
    public static final int BINS = 4096;
    private static final double TIME_CONSTANT_MS = 86_400_000;
    private static final double RESCALE_ABOVE = 1e9;
    private static final double BIN_RATIO = 2e-4;
    private static final double VALUE_AREA = 0.70;
    private static final double LOW_NODE = 0.35;
    private static final int NODE_REACH = 64;
    private static final int MAX_NODES = 64;

    public double[] volumes = new double[BINS];
    public long binTicks;
    public long lowBin;
    public double growth = 1;
    public long lastMs;
    public boolean isKnown;
    /** Bins as absolute numbers: price ticks divided by {@link #binTicks}. */
    public long pointOfControl;

    public long valueAreaLow;
    public long valueAreaHigh;
    public long[] lowNodes = new long[MAX_NODES];
    public int lowNodeCount;

    /** For the serializer. */
    public VolumeProfile() {}

    void add(long priceTicks, double lots, long timeMs) {
        if (binTicks == 0) {
            binTicks = Math.max(1, Math.round(priceTicks * BIN_RATIO));
            lowBin = priceTicks / binTicks - BINS / 2;
            lastMs = timeMs;
        }
        growth *= Math.exp(Math.max(0, timeMs - lastMs) / TIME_CONSTANT_MS);
        lastMs = Math.max(lastMs, timeMs);
        long bin = priceTicks / binTicks;
        follow(bin);
        volumes[slot(bin)] += lots * growth;
        if (growth > RESCALE_ABOVE) {
            for (int i = 0; i < BINS; i++) {
                volumes[i] /= growth;
            }
            growth = 1;
        }
    }

    private void follow(long bin) {
        if (bin < lowBin - BINS || bin >= lowBin + 2L * BINS) {
            Arrays.fill(volumes, 0);
            lowBin = bin - BINS / 2;
        }
        while (bin < lowBin) {
            volumes[slot(--lowBin)] = 0;
        }
        while (bin >= lowBin + BINS) {
            volumes[slot(lowBin++)] = 0;
        }
    }

    private static int slot(long bin) {
        return (int) Math.floorMod(bin, (long) BINS);
    }

    /** Finds point of control, value area and low volume nodes. */
    void locate() {
        locateValueArea();
        findLowNodes();
    }

    /** The value area is grown from the point of control by the larger neighbour until 70 % are in. */
    private void locateValueArea() {
        double total = 0;
        double most = 0;
        for (long bin = lowBin; bin < lowBin + BINS; bin++) {
            double volume = volumes[slot(bin)];
            total += volume;
            if (volume > most) {
                most = volume;
                pointOfControl = bin;
            }
        }
        isKnown = total > 0;
        valueAreaLow = pointOfControl;
        valueAreaHigh = pointOfControl;
        double inside = most;
        while (isKnown && inside < VALUE_AREA * total) {
            double below = valueAreaLow > lowBin ? volumes[slot(valueAreaLow - 1)] : -1;
            double above = valueAreaHigh < lowBin + BINS - 1 ? volumes[slot(valueAreaHigh + 1)] : -1;
            if (above >= below) {
                valueAreaHigh++;
                inside += Math.max(0, above);
            } else {
                valueAreaLow--;
                inside += below;
            }
            if (above < 0 && below < 0) {
                return;
            }
        }
    }

    /** Middle of a bin in ticks. */
    public double ticks(long bin) {
        return (bin + 0.5) * binTicks;
    }

    /** Width of the value area in ticks, at least one bin. */
    public double valueAreaTicks() {
        return (valueAreaHigh - valueAreaLow + 1.0) * binTicks;
    }

    private void findLowNodes() {
        lowNodeCount = 0;
        for (long bin = valueAreaLow + 1; bin < valueAreaHigh && lowNodeCount < lowNodes.length; bin++) {
            if (isLowNode(bin)) {
                lowNodes[lowNodeCount++] = bin;
            }
        }
    }

    /** Signed distance in bins to the nearest low volume node: a bin of the 3-bin-smoothed profile below 0.35 of the mean of
     * the highest bins on either side of it within the value area; 0 if there is none. */
    public long lowVolumeNodeBins(double priceTicks) {
        long bin = (long) Math.floor(priceTicks / Math.max(1, binTicks));
        long nearest = 0;
        for (int i = 0; i < lowNodeCount; i++) {
            long distance = lowNodes[i] - bin;
            if (i == 0 || Math.abs(distance) < Math.abs(nearest)) {
                nearest = distance;
            }
        }
        return nearest;
    }

    private boolean isLowNode(long bin) {
        if (bin <= valueAreaLow || bin >= valueAreaHigh) {
            return false;
        }
        double here = smoothed(bin);
        double left = 0;
        double right = 0;
        for (long k = Math.max(valueAreaLow, bin - NODE_REACH); k < bin; k++) {
            left = Math.max(left, smoothed(k));
        }
        for (long k = bin + 1; k <= Math.min(valueAreaHigh, bin + NODE_REACH); k++) {
            right = Math.max(right, smoothed(k));
        }
        return here <= smoothed(bin - 1) && here <= smoothed(bin + 1) && here < LOW_NODE * (left + right) / 2;
    }

    private double smoothed(long bin) {
        return (volumes[slot(bin - 1)] + volumes[slot(bin)] + volumes[slot(bin + 1)]) / 3;
    }
}
