package io.nexus.domain.instrument;

/** Market type of a venue; it decides the book's sequence rule and how quantities are read. */
public enum Market {
    /** Spot: long only, quantity in base asset. */
    SPOT,
    /** USD-margined linear perpetual: quantity in base asset, P&L in quote asset. */
    USDM,
    /** Coin-margined inverse perpetual: quantity in contracts of a fixed quote value. Data only. */
    COINM
}
