package io.nexus.udf.position;

import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionLedger;
import io.nexus.domain.position.StopCause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One position of one account, from its admitted entry to its last settled close. A mutable state class; fields are
 * public for the serializer. Times are feed time in ms, 0 = not yet. */
public final class OpenPosition {
    /** The order that opened it; its id is the position's. */
    public OrderState entry;

    /** Every close ever admitted or reported, in the order they were first heard of. */
    public List<OrderState> exits = new ArrayList<>();

    public PositionLedger ledger = new PositionLedger();
    public long openedAtMs;

    /** Prices older than its first fill, or than a stop that an earlier attempt of the job logged, move and close nothing: after
     * a restart orders are told first, and the market is read again from before them. */
    public long judgedFromMs;

    /** Stop in force; 0 before the first fill. */
    public long stopTicks;

    public long initialStopTicks;
    public StopCause stopCause = StopCause.INITIAL;
    public int stopMoves;
    public boolean isWidened;
    public long takeProfitTicks;

    /** Without a plan and still without an ATR: the stop stands at its widest. */
    public boolean awaitsAtr;

    /** Best trigger price since entry; 0 before the first touch. */
    public long bestTicks;
    /** Worst trigger price since entry; 0 before the first touch, and of an older savepoint. */
    public long worstTicks;

    /** Newest ATR14 of 1 h bars; NaN if none was ever known. */
    public double atrTicks = Double.NaN;

    /** Newest annualised volatility, and the entry's; NaN if unknown. */
    public double volatility = Double.NaN;

    public double entryVolatility = Double.NaN;

    /** Newest touch seen; 0 before the first. */
    public long bidTicks;

    public long askTicks;
    public long touchSentAtWallMs;
    public long markedAtMs;
    public long reversalSinceMs;
    public long lowScoreSinceMs;

    /** Why the whole position is being closed; stays until it is flat. */
    public @Nullable ExitReason closing;

    /** The close that waits for its order to settle. */
    public @Nullable CloseRequest requested;

    public long requestedAtMs;
    public int closeSequence;

    /** Attempts that did not fill since the last one that did. */
    public int failedAttempts;

    /** Closes that the venue refused in a row. */
    public int refusedAttempts;

    public long nextAttemptAtMs;
    /** What is left can't be sold, and the position is managed no more. */
    public boolean isDust;

    public boolean isScaledOut;

    /** Reason of the close whose fill came last. */
    public @Nullable ExitReason lastReason;

    /** For the serializer, which sets every field. */
    @SuppressWarnings("NullAway.Init")
    public OpenPosition() {}

    OpenPosition(OrderState entry) {
        this.entry = entry;
    }

    String account() {
        return entry.intent.account();
    }

    String positionId() {
        return entry.intent.clientOrderId();
    }

    /** +1 long, -1 short, 0 flat. */
    int sign() {
        return Long.signum(ledger.signedLots);
    }

    long lots() {
        return Math.abs(ledger.signedLots);
    }

    boolean hasTouch() {
        return bidTicks > 0;
    }

    /** The price it could be closed at: bid for longs, ask for shorts. */
    long triggerTicks() {
        return sign() > 0 ? bidTicks : askTicks;
    }

    /** Whether any of it was sold. */
    boolean isSold() {
        return exits.stream().anyMatch(exit -> exit.knownFillLots() > 0);
    }

    /** Nothing to protect or to sell. */
    boolean isIdle() {
        return isDust || ledger.isFlat();
    }

    /** Dust, or flat for good: the entry can fill no more, and what only reduces has nothing left to reduce. */
    boolean isFinished() {
        return isDust || (ledger.isFlat() && entry.isSettled());
    }
}
