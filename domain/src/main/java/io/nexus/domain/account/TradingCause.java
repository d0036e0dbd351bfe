package io.nexus.domain.account;

/** Why an account may do what it may do, and what ends it. */
public enum TradingCause {
    CONTROL("a control message says so", "the next nexus control"),
    NOT_STARTED("the START of this run was not read", "nexus start"),
    OTHER_RUN("another run was started after this one", "nexus start with this run's id"),
    CATCHING_UP("the control topic is not read to its end yet", "ends by itself"),
    CONTROL_UNREADABLE("a signed control message can't be read, or came out of order", "nexus control resume"),
    LOSS_LIMIT("a loss limit was exceeded", "nexus control resume"),
    FEED_SILENT("no heartbeat of the market feed arrives", "ends when heartbeats return"),
    REJECTIONS("the venue rejects entries again and again", "nexus control resume"),
    RECONCILING("the books are not merged with the venue's yet: no entries", "ends by itself");

    private final String meaning;
    private final String end;

    TradingCause(String meaning, String end) {
        this.meaning = meaning;
        this.end = end;
    }

    public String meaning() {
        return meaning;
    }

    /** What ends it; for people. */
    public String end() {
        return end;
    }
}
