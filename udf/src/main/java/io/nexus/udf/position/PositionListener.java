package io.nexus.udf.position;

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
        /** A position used up all its close ids. */
        CLOSES_EXHAUSTED
    }
}
