/** Where evaluations end. In: skips and entry orders; out: exact cumulative counts per instrument at most once a second, and
 * the skips themselves, thinned above a rate. State per instrument: its counts, kept for good. */
@NullMarked
package io.nexus.udf.funnel;

import org.jspecify.annotations.NullMarked;
