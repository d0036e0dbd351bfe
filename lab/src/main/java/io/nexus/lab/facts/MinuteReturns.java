package io.nexus.lab.facts;

/** Logarithmic returns of one-minute closes. */
final class MinuteReturns {
    private MinuteReturns() {}

    /** Returns inside a part of the closes, in bp. */
    static double[] bps(double[] closes, Part part) {
        int from = (int) (part.from() * closes.length);
        int to = (int) (part.to() * closes.length);
        double[] returns = new double[to - from - 1];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = 1e4 * Math.log(closes[from + i + 1] / closes[from + i]);
        }
        return returns;
    }
}
