/** Measures the job beside bare Flink jobs of the same shape, each measurement in a process of its own. In: what to measure;
 * out: throughput, latencies and memory. No state outlives a measurement. */
@NullMarked
package io.nexus.cli.bench;

import org.jspecify.annotations.NullMarked;
