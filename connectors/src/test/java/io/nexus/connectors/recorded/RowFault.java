package io.nexus.connectors.recorded;

/** What is wrong with a row of a table. */
public enum RowFault {
    /** A cell is no number, a flag neither 0 nor 1, or the update ids contradict each other. */
    BROKEN,
    /** The symbol is not the table's. */
    UNKNOWN_INSTRUMENT,
    /** The price is not positive, or no multiple of the tick. */
    BAD_PRICE,
    /** The quantity is negative (a trade's: not positive), or no multiple of the lot. */
    BAD_QUANTITY,
    /** The receive time lies outside the table's day, goes backwards, or contradicts its copy. */
    BAD_RECEIVE_TIME,
    /** The venue's event is more than 10 s older than its receipt. */
    OLD_EXCHANGE_EVENT,
    /** The venue's event is more than 1 s ahead of its receipt. */
    FUTURE_EXCHANGE_EVENT,
    /** The trade id is not above the last one. */
    REPLAYED,
    /** Trade or update ids do not follow on, or a snapshot lacks levels: something before or inside is missing or altered. */
    GAP
}
