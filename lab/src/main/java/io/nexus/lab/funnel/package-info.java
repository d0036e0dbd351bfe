/** Where evaluations end, and what would have become of the signals that a gate stopped or let through. In: a feed; out: counts,
 * medians against thresholds and shadow results. Keeps every shadow result of one study; it is dropped with the study. */
@NullMarked
package io.nexus.lab.funnel;

import org.jspecify.annotations.NullMarked;
