package io.nexus.lab.facts;

/** What is held against reality: one number each, of one instrument, then averaged over instruments. */
public enum Fact {
    SPREAD("spread", "mean spread, bp of the mid, sampled every 100 ms"),
    LEVEL_SIZES("level-sizes", "standard deviation of the logarithm of a level's quantity, five best levels a side"),
    ARRIVAL_GAPS("arrival-gaps", "coefficient of variation of the gaps between messages"),
    SIGN_MEMORY("sign-memory", "autocorrelation of the aggressor's sign from one order to the next"),
    OFI_RETURN("ofi-return", "R² of the mid's change over one second on its order flow imbalance"),
    CANCEL_TO_TRADE("cancel-to-trade", "lots that left the touch untraded, over lots traded at it"),
    TAIL_INDEX("tail-index", "Hill's index of absolute one-minute returns, largest 5 %"),
    VOLATILITY_MEMORY("volatility-memory", "autocorrelation of absolute one-minute returns, mean of lags 1 to 10");

    private final String key;
    private final String meaning;

    Fact(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }

    /** Name in JSON and tables. */
    public String key() {
        return key;
    }

    /** The number in words, with its unit. */
    public String meaning() {
        return meaning;
    }

    /** Whether it is measured on bars instead of ticks. */
    boolean isOfBars() {
        return this == TAIL_INDEX || this == VOLATILITY_MEMORY;
    }
}
