package io.nexus.udf.risk;

/** What the sized share of equity means. */
public enum SizingMode {
    /** The order's notional. */
    NOTIONAL,
    /** The loss at the stop: the notional is the share divided by the stop distance. */
    RISK
}
