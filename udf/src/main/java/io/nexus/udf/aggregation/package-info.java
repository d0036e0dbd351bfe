/** Layer 4: many signals into one. In: weighted signals of one evaluation; out: direction and strength, or the skip. No
 * state. */
@NullMarked
package io.nexus.udf.aggregation;

import org.jspecify.annotations.NullMarked;
