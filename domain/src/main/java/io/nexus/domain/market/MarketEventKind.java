package io.nexus.domain.market;

/** What a market message tells; exactly the payload of the same name is set on its {@link MarketEvent}. */
public enum MarketEventKind {
    TRADE,
    QUOTE,
    BOOK_SNAPSHOT,
    BOOK_DELTA,
    BAR,
    LIQUIDATION,
    FUNDING,
    MARK_PRICE,
    OPEN_INTEREST,
    CALENDAR,
    /** The gateway's clock for one partition; carries no payload and belongs to no instrument. */
    HEARTBEAT,
    /** The feed of one instrument has ended; nothing follows but heartbeats. Carries no payload. */
    END,
    /** A change of the book could not be read: the book is out of sequence until the next snapshot. Made by who refused the
     * change; carries no payload. */
    BOOK_GAP
}
