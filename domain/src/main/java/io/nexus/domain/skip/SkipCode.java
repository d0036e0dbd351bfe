package io.nexus.domain.skip;

/** Every way an evaluation can end without an entry order: exactly one of these, or an order. The table in docs is
 * generated from here. Names are unique inside a layer; {@link #code()} is {@code layer.name}. */
public enum SkipCode {
    L0_STALE(Layer.L0, "the triggering message was sent more than the staleness limit before the gateway clock"),
    L0_FUTURE(Layer.L0, "the triggering message was sent more than 1 s ahead of the gateway clock"),
    L0_OLD_EXCHANGE_EVENT(Layer.L0, "the venue's event is too old although freshly signed: a dead feed"),
    L1_ABORT(Layer.L1, "the features could not be computed; MQScore has no fallback"),
    L1_BOOK_INVALID(Layer.L1, "the book is out of sequence or one-sided until the next snapshot"),
    L1_BOOK_SILENT(Layer.L1, "trades or quotes come, but for too long no change of the book: its stream is silent"),
    L1_LOW_SCORE(Layer.L1, "MQScore below its gate"),
    L1_LOW_LIQUIDITY(Layer.L1, "formula liquidity below its gate"),
    L1_CRISIS(Layer.L1, "regime CRISIS by rule"),
    L1_HIGH_NOISE(Layer.L1, "regime HIGH_NOISE by rule"),
    L2_NO_SIGNAL(Layer.L2, "no strategy has a signal"),
    L2_LOW_CONFIDENCE(Layer.L2, "signals exist, none reaches the confidence filter"),
    L3_ANOMALY(Layer.L3, "anomaly score above the skip limit"),
    L4_NO_WEIGHT(Layer.L4, "the kept signals have total weight zero"),
    L4_LOW_SUPPORT(Layer.L4, "sum of weight times confidence below the least support"),
    L4_WEAK(Layer.L4, "signal strength below its gate"),
    L4_TOO_NEUTRAL(Layer.L4, "absolute aggregated signal below 0.2"),
    L4_HOLD_ZONE(Layer.L4, "absolute aggregated signal between 0.2 and 0.3"),
    L4_DUPLICATE(Layer.L4, "an order or position of this instrument is active"),
    L5_HOLD(Layer.L5, "no action probability above its gate, or both without a margin"),
    L5_LOW_CONFIDENCE(Layer.L5, "router confidence below its gate"),
    L5_DIRECTION_CONFLICT(Layer.L5, "router and aggregate disagree on the side"),
    L5_NOT_SHORTABLE(Layer.L5, "a sell would open exposure on a long-only market"),
    L5_DATA_ONLY(Layer.L5, "the instrument's market is not traded by this run"),
    L5_COLD(Layer.L5, "the instrument has too little history to be traded yet"),
    L6_RECONCILING(Layer.L6, "the books are not yet merged with the venue after a start"),
    L6_TRADING_STATE(Layer.L6, "the trading state admits no entries"),
    L6_DUPLICATE(Layer.L6, "the account already has an order or position on this instrument"),
    L6_COOL_DOWN(Layer.L6, "a stop was hit on this instrument moments ago"),
    L6_BACK_OFF(
            Layer.L6, "the venue refused the instrument's last entries; the wait after the newest refusal is not over"),
    L6_RISK_MULTIPLIER(Layer.L6, "risk multiplier below its gate"),
    L6_CLASS_CONFLICT(Layer.L6, "the market class contradicts the side"),
    L6_TOO_SMALL(Layer.L6, "the rounded size is below the venue's least order"),
    L6_NEGATIVE_VALUE(Layer.L6, "expected value after costs is not positive"),
    L6_LOW_VALUE_ESTIMATE(Layer.L6, "the router's value estimate is not positive"),
    L6_MARGIN(Layer.L6, "free margin does not cover notional and fees"),
    L6_VAR(Layer.L6, "99 % one-day value at risk with the candidate exceeds its limit"),
    L6_POSITION_SIZE(Layer.L6, "the position would exceed its share of equity"),
    L6_DAILY_LOSS(Layer.L6, "the daily loss limit is reached"),
    L6_WEEKLY_LOSS(Layer.L6, "the weekly loss limit is reached"),
    L6_DRAWDOWN(Layer.L6, "drawdown from peak equity is at its limit"),
    L6_FEED_AGE(Layer.L6, "the market data behind the candidate is too old"),
    L6_MODEL_VERSION(Layer.L6, "the candidate was made with models no longer current"),
    L6_GROSS_EXPOSURE(Layer.L6, "gross exposure would exceed its limit"),
    L6_BETA_EXPOSURE(Layer.L6, "net BTC-beta exposure would exceed its limit"),
    L6_MAX_POSITIONS(Layer.L6, "the account holds the most positions allowed"),
    L6_ORDER_RATE(Layer.L6, "the order rate limit is reached"),
    L6_PRICE_COLLAR(Layer.L6, "the order price is too far from the mid"),
    L7_DENIED(Layer.L7, "the order violates a venue filter and was not sent");

    private final Layer layer;
    private final String meaning;

    SkipCode(Layer layer, String meaning) {
        this.layer = layer;
        this.meaning = meaning;
    }

    public Layer layer() {
        return layer;
    }

    public String meaning() {
        return meaning;
    }

    /** {@code L4.HOLD_ZONE}: key of counters, files and the summary. */
    public String code() {
        return name().substring(0, 2) + '.' + name().substring(3);
    }
}
