package io.nexus.udf.meta;

/** Copies of chosen elements. */
final class Picks {
    private Picks() {}

    static int fill(double[] target, int from, double[] source, int[] indices) {
        int next = from;
        for (int index : indices) {
            target[next++] = source[index];
        }
        return next;
    }
}
