package io.nexus.models.net;

/** Loops over ranges that the compiler turns into vectors. */
final class Vectors {
    private Vectors() {}

    static void fill(float[] out, int to, int count, float value) {
        for (int i = 0; i < count; i++) {
            out[to + i] = value;
        }
    }

    /** Adds all of {@code in} to the values from {@code to}. */
    static void add(float[] in, float[] out, int to) {
        for (int i = 0; i < in.length; i++) {
            out[to + i] += in[i];
        }
    }
}
