package io.nexus.job.bench;

/** What is measured. */
public enum BenchKind {
    /** Market events per second through Layers 0 to 2 in one slot, from memory. */
    THROUGHPUT,
    /** From intake to Layer 6's verdict, fed from memory at an even pace. */
    LAYERS,
    /** From a tick's writing to Kafka to its order's sending, everything in one process. */
    TICKS
}
