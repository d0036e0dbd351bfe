package io.nexus.udf.execution;

import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.StepKind;
import org.jspecify.annotations.Nullable;

/** An order between admission and its last known execution. Feed times end in {@code AtMs}, wall times in {@code WallMs}. A
 * mutable state class; fields are public for the serializer. */
public final class TrackedOrder {
    public OrderState state = new OrderState();
    /** When it was (last) placed; {@code Long.MIN_VALUE} before. */
    public long placedAtMs = Long.MIN_VALUE;
    /** When something is to be done next. */
    public long dueAtMs;

    public int attempts;
    /** The step that was asked and not answered yet. */
    public @Nullable StepKind inFlight;

    public long inFlightSinceAtMs;
    /** Latest moment at which a placement may have been sent. */
    public long placedWallMs;

    public boolean isPlaceUnanswered;
    /** When the newest query or cancel was asked. */
    public long askedWallMs;
    /** Whether the venue certainly never got it and it is to be placed again. */
    public boolean isReplaceDue;
    /** Steps after its timeout that brought no news. */
    public int lateSteps;
    /** Answers "no such order" since the venue last knew it, after its timeout and when no request could still arrive. */
    public int lostProofs;
    /** When it was first known that executions are not reported; 0 while all are. */
    public long untoldSinceAtMs;
    /** The venue's clock at its newest report of it; 0 before. */
    public long venueTimeMs;
    /** Of the candidate behind it, for latency only. */
    public long intakeAtWallNs;

    /** For the serializer. */
    public TrackedOrder() {}

    TrackedOrder(OrderIntent intent, long dueAtMs) {
        state = new OrderState(intent);
        this.dueAtMs = dueAtMs;
    }

    boolean isPlaced() {
        return placedAtMs != Long.MIN_VALUE;
    }

    boolean isEntry() {
        return !state.intent.purpose().isExit();
    }
}
