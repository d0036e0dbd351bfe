package io.nexus.domain.order;

/** What an order event tells. */
public enum OrderEventKind {
    /** Layer 6 admitted the order (PENDING). */
    ADMITTED,
    /** The venue, or Layer 7, reports the order. */
    REPORT,
    /** The venue reports wallet, positions and funding payments of the account. */
    ACCOUNT,
    /** All orders and trades of the venue since the checkpoint have been told. */
    RECONCILED,
    /** Layer 8 set or moved a position's stop. */
    STOP_MOVED,
    /** What is left of a position is too small to be sold: it is managed no more and stays in the books. The order is the
     * position's entry. */
    DUST
}
