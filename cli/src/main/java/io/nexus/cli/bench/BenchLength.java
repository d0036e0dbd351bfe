package io.nexus.cli.bench;

/** How long a measurement takes. */
public enum BenchLength {
    /** As the published figures are made. */
    FULL(5, 120_000, 45_000),
    /** Enough to see that something has become much slower: compilers are not done, so figures are worse than the full ones. */
    QUICK(2, 10_000, 10_000);

    private final int passes;
    private final long warmMs;
    private final long measuredMs;

    BenchLength(int passes, long warmMs, long measuredMs) {
        this.passes = passes;
        this.warmMs = warmMs;
        this.measuredMs = measuredMs;
    }

    /** Jobs over the same messages one after the other, of which the last is measured: the first ones run while the compiler still
     * works. */
    int passes() {
        return passes;
    }

    /** Wall time for which orders flow before anything is measured. */
    long warmMs() {
        return warmMs;
    }

    /** Wall time for which ticks are measured. */
    long measuredMs() {
        return measuredMs;
    }
}
