package io.nexus.cli.store;

import java.nio.file.Path;

/** The stores of a data directory. A source is what nothing else can give back; the others are made from the sources. */
public enum Store {
    DISK("", false),
    RUN("run.json", true),
    LEDGER("ledger.json", false),
    KEYS("keys", true),
    TOPICS("kafka", true),
    /** How far the trade history has read its topics. */
    GROUPS("kafka/__consumer_offsets-0", false),
    JOURNAL("venue.journal", true),
    /** The job's state can't be made again from the topics: market messages of the past would be traded once more. */
    CHECKPOINTS("checkpoints", true),
    HISTORY("history", false),
    FEED("generator/gateway.json", false),
    COUNTS("counts.json", false),
    SUMMARY("summary.json", false);

    private final String path;
    private final boolean isSource;

    Store(String path, boolean isSource) {
        this.path = path;
        this.isSource = isSource;
    }

    /** Its file or folder in a data directory. */
    public Path in(Path root) {
        return path.isEmpty() ? root : root.resolve(path);
    }

    /** As people see it: the path below the data directory. */
    public String path() {
        return path.isEmpty() ? "disk" : path;
    }

    boolean isSource() {
        return isSource;
    }
}
