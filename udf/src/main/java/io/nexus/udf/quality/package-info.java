/** Layer 1. In: stamped records; out: the market after each of them and, at evaluations, its facts, its assessment and the
 * gate that closed. State: one {@link io.nexus.udf.quality.QualityState} per instrument, kept for as long as the instrument
 * is in the catalogue. */
@NullMarked
package io.nexus.udf.quality;

import org.jspecify.annotations.NullMarked;
