package io.nexus.cli.bench;

/** What is measured. */
public enum BenchKind {
    /** Market events per second through Layers 0 to 2 in one slot, from memory. */
    THROUGHPUT,
    /** The same with the messages of a recording. */
    RECORDED,
    /** The same with the messages of a recording, and state in RocksDB. */
    RECORDED_ROCKSDB,
    /** From intake to Layer 6's verdict, fed from memory at an even pace. */
    LAYERS,
    /** From a tick's writing to Kafka to its order's sending, everything in one process. */
    TICKS;

    /** Whether it is measured with the messages of a recording. */
    boolean isOfRecording() {
        return this == RECORDED || this == RECORDED_ROCKSDB;
    }
}
