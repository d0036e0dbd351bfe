/** The labeller. In: what leaves Layer 2; out: what became of each signal episode by the triple barrier. State: the open
 * episodes of an instrument, a bounded number per strategy, each dropped when its outcome is known. */
@NullMarked
package io.nexus.udf.label;

import org.jspecify.annotations.NullMarked;
