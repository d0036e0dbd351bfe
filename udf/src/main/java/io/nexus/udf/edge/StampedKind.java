package io.nexus.udf.edge;

/** What a stamped record brings. */
public enum StampedKind {
    MARKET,
    ORDER,
    /** The trading state changed; sent to every known key so that silent instruments hear it. */
    TRADING_STATE
}
