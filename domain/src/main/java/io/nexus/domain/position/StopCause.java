package io.nexus.domain.position;

/** What last set a stop. */
public enum StopCause {
    /** The entry plan, or the default of a position without one. */
    INITIAL,
    /** The one widening after volatility doubled; the only move away from the market. */
    WIDENED,
    /** Following the best price. */
    TRAILING,
    /** Entry plus costs. */
    BREAKEVEN
}
