package io.nexus.domain.skip;

/** Why Layer 0 refused a message; each has its own counter and the message goes to the dead letters. STALE and FUTURE are
 * no refusals: such a message is accepted and updates state, and only decisions are blocked; nor is ODD_LEVEL. */
public enum RejectReason {
    UNKNOWN_KEY("the key id is none of the valid ones"),
    WRONG_SIGNATURE("the HMAC does not match key id, sequence, send time, key and payload"),
    MISSING_HEADER("a signature header is missing or unreadable"),
    UNSUPPORTED_SCHEMA("the schema version is not known"),
    BROKEN_JSON("the payload is no JSON of the message schema"),
    UNKNOWN_INSTRUMENT("the instrument is not in this run's catalogue"),
    BAD_PRICE("a price is not positive, or no multiple of the tick"),
    BAD_QUANTITY("a quantity is negative (a trade's: not positive), or no multiple of the lot"),
    CROSSED_BOOK("the best bid is at or above the best ask"),
    NO_TRADE("the venue marks the print as none of its market: insurance fund, deleveraging, a used-up id"),
    REPLAYED_SEQUENCE("the sequence is not above the last one of its instrument"),
    ODD_LEVEL("accepted, but without the levels of the book whose price is no multiple of the tick"),
    STALE("accepted, but sent too far behind the gateway clock to decide on; the first of its instrument in a row"),
    FUTURE("accepted, but sent too far ahead of the gateway clock to decide on; the first of its instrument in a row");

    private final String meaning;

    RejectReason(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** Whether the message changed nothing. */
    public boolean isRefusal() {
        return this != STALE && this != FUTURE && this != ODD_LEVEL;
    }
}
