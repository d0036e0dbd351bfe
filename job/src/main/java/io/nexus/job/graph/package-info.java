/** The shape of the job: which operator follows which, under which uid. In: sources; out: sinks; no state of its own. */
@NullMarked
package io.nexus.job.graph;

import org.jspecify.annotations.NullMarked;
