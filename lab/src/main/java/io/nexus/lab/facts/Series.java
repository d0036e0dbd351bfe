package io.nexus.lab.facts;

import java.util.SplittableRandom;

/** Columns of equal length whose rows follow each other in time. */
final class Series {
    /** A number of the rows. */
    @FunctionalInterface
    interface Statistic {
        double of(double[][] columns);
    }

    private final double[][] columns;

    Series(double[]... columns) {
        this.columns = columns;
    }

    double of(Statistic statistic) {
        return statistic.of(columns);
    }

    /** The statistic of as many series drawn anew from blocks of this one: each as long, from blocks that start anywhere and
     * wrap around (circular block bootstrap: Politis and Romano 1992).
     *
     * @param blockRows rows that stay together, more than the memory that the statistic measures */
    double[] resampled(Statistic statistic, int blockRows, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = statistic.of(drawn(blockRows, random));
        }
        return values;
    }

    private double[][] drawn(int blockRows, SplittableRandom random) {
        int rows = columns[0].length;
        double[][] drawn = new double[columns.length][rows];
        for (int at = 0; at < rows; at += blockRows) {
            int start = random.nextInt(rows);
            for (int i = at; i < Math.min(rows, at + blockRows); i++) {
                for (int column = 0; column < columns.length; column++) {
                    drawn[column][i] = columns[column][(start + i - at) % rows];
                }
            }
        }
        return drawn;
    }
}
