/** Layer 2. In: the market after each event; out: episodes that began, and at evaluations all twenty signals and those that
 * pass the confidence filter. State: one {@link io.nexus.udf.strategy.StrategyMemories} per instrument, kept for as long as
 * the instrument is in the catalogue. */
@NullMarked
package io.nexus.udf.strategy;

import org.jspecify.annotations.NullMarked;
