package io.nexus.job.config;

/** Where Flink keeps keyed state between checkpoints. */
public enum StateKeeping {
    /** Objects on the heap: the fastest; a task's state must fit in memory. */
    HASHMAP("hashmap"),
    /** Bytes in RocksDB, on local disk; what every event changes is in memory too, and written behind. */
    ROCKSDB("rocksdb");

    private final String backend;

    StateKeeping(String backend) {
        this.backend = backend;
    }

    /** Flink's name of it. */
    public String backend() {
        return backend;
    }
}
