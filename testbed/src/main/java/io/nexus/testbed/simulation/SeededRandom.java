package io.nexus.testbed.simulation;

import java.util.random.RandomGenerator;

/** SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014) whose whole state is one
 * {@code long}, so that a snapshot can hold it; the JDK's own generators do not give theirs away. Not thread-safe. */
final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    long state;

    SeededRandom(long state) {
        this.state = state;
    }

    /** A generator of its own for each (seed, stream). */
    static SeededRandom of(long seed, long stream) {
        return new SeededRandom(mix(mix(seed) + stream * GOLDEN_GAMMA));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
