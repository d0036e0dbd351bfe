package io.nexus.cli.bench;

/** What one process measured. What a kind does not measure is 0.
 *
 * @param eventsPerSecond market events, wall time
 * @param p50Us median latency, microseconds
 * @param p99Us 99th percentile of latency, microseconds
 * @param samples latencies behind the quantiles
 * @param memoryMb largest resident size of the process, megabytes */
public record Measurement(double eventsPerSecond, double p50Us, double p99Us, long samples, long memoryMb) {}
