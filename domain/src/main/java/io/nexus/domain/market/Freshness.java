package io.nexus.domain.market;

/** What the gateway clock says of an authentic message. */
public enum Freshness {
    FRESH,
    /** Sent longer ago than the staleness limit. */
    STALE,
    /** Sent ahead of the gateway clock by more than its limit. */
    FUTURE
}
