package io.nexus.domain.signal;

/** A kept signal's part in an aggregated one.
 *
 * @param direction +1 or -1
 * @param confidence at the evaluation, 0.65 to 1
 * @param rawConfidence of its trigger, 0.5 to 1
 * @param weight the meta-learner's, 0 to 1 */
public record Contribution(
        StrategyId strategy, int direction, double confidence, double rawConfidence, double weight) {}
