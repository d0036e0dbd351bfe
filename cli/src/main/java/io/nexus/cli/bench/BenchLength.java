package io.nexus.cli.bench;

/** How long a measurement takes. */
public enum BenchLength {
    /** As the published figures are made. */
    FULL(5, 75_000, 60_000, 60_000, 105_000),
    /** Enough to see that something has become much slower: compilers are not done, so figures are worse than the full ones. */
    QUICK(2, 30_000, 30_000, 10_000, 10_000);

    private final int passes;
    private final int warmEvents;
    private final int measuredEvents;
    private final long warmMs;
    private final long measuredMs;

    BenchLength(int passes, int warmEvents, int measuredEvents, long warmMs, long measuredMs) {
        this.passes = passes;
        this.warmEvents = warmEvents;
        this.measuredEvents = measuredEvents;
        this.warmMs = warmMs;
        this.measuredMs = measuredMs;
    }

    /** Jobs over the same messages one after the other, of which the last is measured: the first ones run while the compiler still
     * works. */
    int passes() {
        return passes;
    }

    /** Events at an even pace before anything is measured. */
    int warmEvents() {
        return warmEvents;
    }

    /** Events whose latencies are measured at an even pace. */
    int measuredEvents() {
        return measuredEvents;
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
