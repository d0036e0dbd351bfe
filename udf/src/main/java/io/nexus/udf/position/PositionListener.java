package io.nexus.udf.position;

import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;

/** Hears what happens to positions, in order. */
interface PositionListener {
    /** A close is wanted, or wanted again under the same id. */
    void onClose(CloseRequest request);

    void onMark(PositionMark mark);

    void onStopMove(StopMove move);

    /** A position is flat and settled. */
    void onOutcome(TradeOutcome outcome);

    /** The venue, or Layer 7, refused a close.
     *
     * @param refusals in a row */
    void onCloseRefused(OrderState order, int refusals);

    /** What is left of a position can't be sold; it stays in the books. */
    void onDust(OrderEvent notice, long signedLots);

    /** An order event was left aside. */
    void onIgnored(Ignored why);

    /** Why an order event changed no position. */
    enum Ignored {
        /** It carries no order. */
        NO_ORDER,
        /** Its position is finished: a repeated event. */
        FINISHED_POSITION,
        /** A close of a position that is not known here. */
        UNKNOWN_POSITION,
        /** Inverse instruments are data only. */
        INVERSE_INSTRUMENT,
        /** It can't be booked: see the dead letters, where Layer 6 sends the same event. */
        REFUSED,
        /** An entry that Layer 6 can't have admitted; see {@link io.nexus.domain.order.OrderEventRules#unknownEntry}. */
        NEVER_ADMITTED,
        /** An entry older than what is remembered: its position may have been finished and forgotten. */
        OUTDATED,
        /** An exit whose id can't be one of its position's. */
        FOREIGN_EXIT,
        /** A known id with another instrument, side or purpose. */
        CONTRADICTION
    }
}
