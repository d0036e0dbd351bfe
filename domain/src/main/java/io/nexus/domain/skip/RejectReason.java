package io.nexus.domain.skip;

/** Why Layer 0 refused a message, or Layer 6 an order event; each has its own counter and the message goes to the dead letters.
 * STALE and FUTURE are no refusals: such a message is accepted and updates state, and only decisions are blocked; nor is ODD_LEVEL. */
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
    NOT_WHOLE("a field of an order or control record is missing or out of its range"),
    REPLAYED_MESSAGE("a signed control message that was sent before the newest one, or was read already"),
    NO_TRADE("the venue marks the print as none of its market: insurance fund, deleveraging, a used-up id"),
    REPLAYED_SEQUENCE("the sequence is not above the last one of its instrument"),
    ODD_LEVEL("accepted, but without the levels of the book whose price is no multiple of the tick"),
    STALE("accepted, but sent too far behind the gateway clock to decide on; the first of its instrument in a row"),
    FUTURE("accepted, but sent too far ahead of the gateway clock to decide on; the first of its instrument in a row"),
    BAD_TIME("a time is before 1970 or after 2099, or a bar does not begin at a multiple of its interval"),
    BAD_RECEIVE_TIME("the receive time of a recorded message jumps where the venue's own time does not"),
    UNKNOWN_STREAM("the recorded message is of a stream that is not read"),
    ORDER_MALFORMED("an order event lacks a field, contradicts itself, or reports executions without lots or price"),
    ORDER_UNKNOWN_INSTRUMENT(
            "an order event of an instrument that is not in this run's catalogue: no layer can book it"),
    ORDER_CONTRADICTION("an order event has a known id, but another instrument, side or purpose than that order"),
    ORDER_NEVER_ADMITTED("outside of reconciling, an order event of an id that this account never admitted"),
    ORDER_OUTDATED("an order event older than what the books remember: what it reports was booked before");

    private final String meaning;

    RejectReason(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** Whether it is about a record of the order topic; all others are about the market feed. */
    public boolean isOfOrder() {
        return compareTo(ORDER_MALFORMED) >= 0;
    }

    /** Whether the message changed nothing. */
    public boolean isRefusal() {
        return this != STALE && this != FUTURE && this != ODD_LEVEL;
    }
}
