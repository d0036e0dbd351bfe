package io.nexus.models.folder;

import java.util.SplittableRandom;

/** The same input rows on every machine: zeros, ones, then standard normal numbers. */
final class SeededRows {
    private static final long SEED = 20_240_808;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final double[] row;
    private int made;

    SeededRows(int width) {
        row = new double[width];
    }

    /** The next row, in an array that is used again. */
    double[] next() {
        for (int i = 0; i < row.length; i++) {
            row[i] = made > 1 ? random.nextGaussian() : made;
        }
        made++;
        return row;
    }
}
