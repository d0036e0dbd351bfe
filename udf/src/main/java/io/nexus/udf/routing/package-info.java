/** Layer 5: governance and routing. In: an aggregated signal; out: a candidate for risk, or the skip. No state. */
@NullMarked
package io.nexus.udf.routing;

import org.jspecify.annotations.NullMarked;
