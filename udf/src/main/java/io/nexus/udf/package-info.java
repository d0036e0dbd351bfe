/**
 * One package per layer of the pipeline: a pure core that decides, and a thin {@code *Function} shell that reads state,
 * calls the core, writes state and emits. Only the shells know Flink.
 */
@NullMarked
package io.nexus.udf;

import org.jspecify.annotations.NullMarked;
