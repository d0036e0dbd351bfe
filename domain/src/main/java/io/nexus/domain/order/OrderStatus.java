package io.nexus.domain.order;

/** Life of an order. Ranks only rise; a terminal status never changes, except that UNKNOWN resolves to anything. */
public enum OrderStatus {
    /** Admitted and stored; nothing was sent yet. */
    PENDING(0),
    /** It was sent, or may have been, and the venue's answer is not known: blocks new exposure. */
    UNKNOWN(1),
    /** The venue has it. */
    SUBMITTED(2),
    /** Part of it is filled, the rest is open. */
    PARTIALLY_FILLED(3),
    /** All of it is filled. */
    FILLED(4),
    /** Closed before it was filled, by us or by its time in force after a part was filled. */
    CANCELED(4),
    /** The venue refused it. */
    REJECTED(4),
    /** Closed by its time in force without any fill. */
    EXPIRED(4),
    /** We refused it; it never left. */
    DENIED(4),
    /** The venue had accepted it and has not known it for so long that its end can't be learned any more. */
    LOST(4);

    private final int rank;

    OrderStatus(int rank) {
        this.rank = rank;
    }

    /** Merge order: a report of a lower rank never overwrites a higher one. */
    public int rank() {
        return rank;
    }

    public boolean isTerminal() {
        return rank == 4;
    }

    public boolean isOpen() {
        return rank < 4;
    }
}
