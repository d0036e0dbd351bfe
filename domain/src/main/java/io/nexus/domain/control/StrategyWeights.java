package io.nexus.domain.control;

/** Feedback scores of the twenty strategies, in the order of {@link io.nexus.domain.signal.StrategyId}.
 *
 * @param weights smoothed, 0 to 1
 * @param days how many daily updates went in
 * @param asOfMs 00:00 UTC of feed time at which they were made */
public record StrategyWeights(double[] weights, int days, long asOfMs) {}
