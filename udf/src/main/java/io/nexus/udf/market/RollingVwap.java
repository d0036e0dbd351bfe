package io.nexus.udf.market;

import java.util.Arrays;

/** Volume-weighted mean and deviation of the price over 15 minutes, by second. Every second keeps its own origin, mean and squares;
 * the closed ones are joined afresh at each close, block by block (Chan, Golub, LeVeque 1983), so that neither time nor a jump of the price
 * costs precision. Prices in ticks. A mutable state class. */
public final class RollingVwap {
    private static final int SECONDS = 900;
    /** Seconds of a block; as many blocks as seconds in each. */
    private static final int BLOCK = 30;

    /** Price that a second's sum is relative to. */
    public double[] origins = new double[SECONDS];

    public double[] volumes = new double[SECONDS];
    /** Lots times their distance from the second's origin. */
    public double[] sums = new double[SECONDS];
    /** Lots times their squared distance from the second's mean. */
    public double[] squares = new double[SECONDS];

    /** Of each block's closed seconds: an origin, the volume, the mean relative to the origin and the squares around that mean. */
    public double[] blockOrigins = new double[SECONDS / BLOCK];

    public double[] blockVolumes = new double[SECONDS / BLOCK];
    public double[] blockMeans = new double[SECONDS / BLOCK];
    public double[] blockSquares = new double[SECONDS / BLOCK];
    public int open;
    /** Of the closed seconds: an origin, the volume, the mean relative to the origin and the squares around that mean. */
    public double closedOrigin;

    public double closedVolume;
    public double closedMean;
    public double closedSquares;

    /** For the serializer. */
    public RollingVwap() {}

    void add(double priceTicks, double lots) {
        if (volumes[open] == 0) {
            origins[open] = priceTicks;
        }
        double distance = priceTicks - origins[open];
        double meanBefore = volumes[open] > 0 ? sums[open] / volumes[open] : distance;
        volumes[open] += lots;
        sums[open] += lots * distance;
        squares[open] += lots * (distance - meanBefore) * (distance - sums[open] / volumes[open]);
    }

    /** Closes the open second and drops the oldest. */
    void advance() {
        if (volumes[open] > 0) {
            closedOrigin = origins[open];
        }
        int closed = open;
        open = open + 1 == SECONDS ? 0 : open + 1;
        volumes[open] = 0;
        sums[open] = 0;
        squares[open] = 0;
        join(closed / BLOCK);
        if (open / BLOCK != closed / BLOCK) {
            join(open / BLOCK);
        }
        joinBlocks();
    }

    /** Joins the seconds of a block. */
    private void join(int block) {
        double origin = blockOrigins[block];
        double volume = 0;
        for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
            if (volumes[i] > 0) {
                origin = volume > 0 ? origin : origins[i];
                volume += volumes[i];
            }
        }
        double sum = 0;
        for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
            sum += volumes[i] * (origins[i] - origin) + sums[i];
        }
        double mean = volume > 0 ? sum / volume : 0;
        double around = 0;
        for (int i = block * BLOCK; i < (block + 1) * BLOCK; i++) {
            if (volumes[i] > 0) {
                double distance = origins[i] - origin + sums[i] / volumes[i] - mean;
                around += squares[i] + volumes[i] * distance * distance;
            }
        }
        blockOrigins[block] = origin;
        blockVolumes[block] = volume;
        blockMeans[block] = mean;
        blockSquares[block] = around;
    }

    private void joinBlocks() {
        closedVolume = 0;
        double sum = 0;
        for (int i = 0; i < blockVolumes.length; i++) {
            closedVolume += blockVolumes[i];
            sum += blockVolumes[i] * (blockOrigins[i] - closedOrigin + blockMeans[i]);
        }
        closedMean = closedVolume > 0 ? sum / closedVolume : 0;
        closedSquares = 0;
        for (int i = 0; i < blockVolumes.length; i++) {
            double distance = blockOrigins[i] - closedOrigin + blockMeans[i] - closedMean;
            closedSquares += blockSquares[i] + blockVolumes[i] * distance * distance;
        }
    }

    void clear() {
        Arrays.fill(volumes, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(blockVolumes, 0);
        Arrays.fill(blockMeans, 0);
        Arrays.fill(blockSquares, 0);
        closedVolume = 0;
        closedMean = 0;
        closedSquares = 0;
    }

    /** Distance of a price from the mean in standard deviations; 0 without volume or spread. */
    double sigmas(double priceTicks) {
        double volume = closedVolume + volumes[open];
        if (volume <= 0) {
            return 0;
        }
        double mean = closedMean;
        double around = closedSquares;
        if (volumes[open] > 0) {
            double distance = origins[open] - closedOrigin + sums[open] / volumes[open] - closedMean;
            mean += distance * volumes[open] / volume;
            around += squares[open] + distance * distance * closedVolume * volumes[open] / volume;
        }
        return around > 0 ? (priceTicks - closedOrigin - mean) / Math.sqrt(around / volume) : 0;
    }
}
