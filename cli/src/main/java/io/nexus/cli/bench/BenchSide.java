package io.nexus.cli.bench;

/** Whose figures are measured. */
public enum BenchSide {
    NEXUS,
    /** A Flink job of the same shape whose functions do nothing. */
    BARE
}
