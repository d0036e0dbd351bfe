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
    private static final double HIGH_NODE = 0.8;
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
    /** First and last bin around a node that hold as little. */
    public long[] lowNodeFrom = new long[MAX_NODES];

    public long[] lowNodeTo = new long[MAX_NODES];
    /** Volume of a node against the mean of the high nodes beside it. */
    public double[] lowNodeShares = new double[MAX_NODES];

    public int lowNodeCount;
    /** Outermost bins that hold anything; only while known. */
    public long firstTraded;

    public long lastTraded;
    /** Of {@link #highNodeLimit}. */
    private transient double[] scratch = new double[0];

    /** For the serializer. */
    public VolumeProfile() {}

    /** Located profile of the bars of a stretch of time, each with its volume at its typical price; unknown if one of them is
     * missing or no longer kept. */
    public static VolumeProfile ofBars(BarSeries bars, long fromMs, long toMs) {
        VolumeProfile profile = new VolumeProfile();
        int oldest = (int) Math.min(Integer.MAX_VALUE, (bars.lastCloseMs - fromMs) / bars.intervalMs - 1);
        if (oldest < 0 || !bars.joins(oldest + 1)) {
            return profile;
        }
        for (int age = oldest; age >= 0; age--) {
            int at = bars.at(age);
            long closeMs = bars.lastCloseMs - age * bars.intervalMs;
            if (closeMs <= toMs && bars.volume[at] > 0) {
                long typical = Math.round((bars.high[at] + bars.low[at] + (double) bars.close[at]) / 3);
                profile.add(typical, (double) bars.volume[at], toMs);
            }
        }
        if (profile.binTicks > 0) {
            profile.locate();
        }
        return profile;
    }

    /** Lower edge of the value area in ticks. */
    public double valueLowTicks() {
        return valueAreaLow * (double) binTicks;
    }

    /** Upper edge of the value area in ticks. */
    public double valueHighTicks() {
        return (valueAreaHigh + 1.0) * binTicks;
    }

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
        double faded = timeMs < lastMs ? Math.exp((timeMs - lastMs) / TIME_CONSTANT_MS) : 1;
        volumes[slot(bin)] += lots * growth * faded;
        if (growth > RESCALE_ABOVE) {
            for (int i = 0; i < BINS; i++) {
                volumes[i] /= growth;
            }
            growth = 1;
        }
    }

    /** Starts anew with empty bins. */
    void clear() {
        Arrays.fill(volumes, 0);
        binTicks = 0;
        growth = 1;
        isKnown = false;
        lowNodeCount = 0;
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
        firstTraded = lowBin + BINS;
        lastTraded = lowBin;
        for (long bin = lowBin; bin < lowBin + BINS; bin++) {
            double volume = volumes[slot(bin)];
            total += volume;
            if (volume > 0) {
                firstTraded = Math.min(firstTraded, bin);
                lastTraded = bin;
            }
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
            double below = valueAreaLow > firstTraded ? volumes[slot(valueAreaLow - 1)] : -1;
            double above = valueAreaHigh < lastTraded ? volumes[slot(valueAreaHigh + 1)] : -1;
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

    /** High volume nodes are local maxima of the 3-bin-smoothed profile above its 80th percentile. The lowest bin between two of
     * them that follow on one another is a low volume node if it holds less than 0.35 of their mean. */
    private void findLowNodes() {
        lowNodeCount = 0;
        if (!isKnown) {
            return;
        }
        double limit = highNodeLimit();
        boolean hasHigh = false;
        double highBefore = 0;
        long lowest = 0;
        for (long bin = firstTraded; bin <= lastTraded && lowNodeCount < MAX_NODES; bin++) {
            double here = smoothed(bin);
            if (hasHigh && here < smoothed(lowest)) {
                lowest = bin;
            }
            boolean isHigh = here > limit && here >= smoothed(bin - 1) && here > smoothed(bin + 1);
            if (!isHigh) {
                continue;
            }
            boolean isLowBetween = hasHigh && smoothed(lowest) < LOW_NODE * (highBefore + here) / 2;
            if (isLowBetween) {
                addLowNode(lowest, (highBefore + here) / 2);
            }
            if (!hasHigh || isLowBetween || here > highBefore) {
                highBefore = here;
                lowest = bin;
            }
            hasHigh = true;
        }
    }

    /** 80th percentile of the smoothed profile over the bins that hold anything. */
    private double highNodeLimit() {
        int width = (int) (lastTraded - firstTraded + 1);
        if (scratch.length < width) {
            scratch = new double[2 * width];
        }
        double[] held = scratch;
        int count = 0;
        for (long bin = firstTraded; bin <= lastTraded; bin++) {
            double here = smoothed(bin);
            if (here > 0) {
                held[count++] = here;
            }
        }
        Arrays.sort(held, 0, count);
        return count == 0 ? 0 : held[(int) (HIGH_NODE * (count - 1))];
    }

    private void addLowNode(long bin, double meanOfHighs) {
        long from = bin;
        long to = bin;
        while (from > firstTraded && smoothed(from - 1) < LOW_NODE * meanOfHighs) {
            from--;
        }
        while (to < lastTraded && smoothed(to + 1) < LOW_NODE * meanOfHighs) {
            to++;
        }
        lowNodes[lowNodeCount] = bin;
        lowNodeFrom[lowNodeCount] = from;
        lowNodeTo[lowNodeCount] = to;
        lowNodeShares[lowNodeCount] = smoothed(bin) / meanOfHighs;
        lowNodeCount++;
    }

    /** Signed distance in bins to the nearest low volume node; 0 if there is none. */
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

    private double smoothed(long bin) {
        return (held(bin - 1) + held(bin) + held(bin + 1)) / 3;
    }

    private double held(long bin) {
        return bin >= lowBin && bin < lowBin + BINS ? volumes[slot(bin)] : 0;
    }
}
