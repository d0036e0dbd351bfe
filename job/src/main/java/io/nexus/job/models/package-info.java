/** The folder of models that a job is given: a directory, or a folder of one of Flink's file systems, with its lock file. In: its name;
 * out: an inspection, a lock, a catalogue. */
@NullMarked
package io.nexus.job.models;

import org.jspecify.annotations.NullMarked;
