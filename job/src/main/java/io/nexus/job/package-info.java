/** Wires the layers, their sources and their sinks into one Flink job, and offers it on the command line. */
@NullMarked
package io.nexus.job;

import org.jspecify.annotations.NullMarked;
