/** Layer 1's verdict on a market: dimensions, score, grade, regime. No state. */
@NullMarked
package io.nexus.domain.quality;

import org.jspecify.annotations.NullMarked;
