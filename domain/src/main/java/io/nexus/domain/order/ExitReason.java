package io.nexus.domain.order;

/** Why a position was closed, in the order of priority when several hold at once. */
public enum ExitReason {
    /** The first stop, never moved in our favour. */
    STOP_LOSS,
    /** The stop after trailing had moved it. */
    TRAILING_STOP,
    /** The stop at entry plus costs. */
    BREAKEVEN_STOP,
    /** 10 % from the best price: backstop. */
    DISASTER,
    /** The account is HALTED with closing, or flattened. */
    FLATTEN,
    TAKE_PROFIT,
    /** Half out at the scale-out level. */
    SCALE_OUT,
    /** The reversal model says so. */
    MODEL_REVERSAL,
    /** MQScore stayed below its limit. */
    QUALITY,
    /** This instrument's feed is silent while others flow. */
    FEED_SILENT,
    TIME_LIMIT,
    /** The venue holds exposure our books do not explain. */
    RECONCILIATION
}
