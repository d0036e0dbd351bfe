package io.nexus.connectors.gateway;

/** How far the job has come. Thread-safe. */
@FunctionalInterface
public interface ProgressMonitor {
    /** Nothing was reported yet. */
    long NONE = Long.MIN_VALUE;

    /** Feed time that the job reported last, or {@link #NONE}. */
    long feedTimeMs();
}
