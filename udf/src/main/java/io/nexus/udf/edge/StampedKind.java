package io.nexus.udf.edge;

/** What a stamped record brings. */
public enum StampedKind {
    MARKET,
    ORDER,
    /** The trading state changed; sent to every known key so that silent instruments hear it. */
    TRADING_STATE,
    /** The feed's clock, once a second of feed time, for keys with an active order or position. Layers 1 to 5 must not use it:
     * where it comes among a key's records differs per run. */
    CLOCK
}
