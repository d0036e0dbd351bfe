package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.position.CloseRequest;
import io.nexus.udf.position.PositionListener.Ignored;
import org.jspecify.annotations.Nullable;

/** Asks for closes: one in flight per position, each attempt that does not fill followed by a more eager one. */
final class CloseDesk {
    /** Most close ids a position has; see {@link ClientOrderId#close}. */
    private static final int MAX_CLOSES = 1_259;

    private final ClosingConfig config;
    private final Instrument instrument;

    CloseDesk(ClosingConfig config, Instrument instrument) {
        this.config = config;
        this.instrument = instrument;
    }

    /** Whether a close that we asked for is under way, admitted or not. A stop that rests at the venue is none. */
    static boolean isInFlight(OpenPosition position) {
        return position.requested != null;
    }

    /** Counts the attempt under way if its order has settled, so that the next one may follow. */
    void settle(OpenPosition position, long nowMs) {
        CloseRequest requested = position.requested;
        if (requested == null) {
            return;
        }
        OrderState order = orderOf(position, requested.clientOrderId());
        if (order == null || !order.isSettled()) {
            return;
        }
        position.requested = null;
        boolean isScaleOut = requested.purpose() == OrderPurpose.SCALE_OUT;
        boolean isDone = isScaleOut ? order.filledLots > 0 : order.filledLots >= requested.lots();
        position.failedAttempts = isDone ? 0 : position.failedAttempts + 1;
        position.nextAttemptAtMs = nowMs + config.waitMs(position.failedAttempts);
    }

    /** Asks for a close unless one is in flight or the wait after failed attempts is not over. */
    void request(OpenPosition position, ExitReason reason, Trigger trigger, PositionListener listener) {
        if (isInFlight(position) || trigger.feedTimeMs() < position.nextAttemptAtMs) {
            return;
        }
        if (position.closeSequence >= MAX_CLOSES) {
            listener.onIgnored(Ignored.CLOSES_EXHAUSTED);
            return;
        }
        position.closeSequence++;
        CloseRequest request = build(position, reason, trigger);
        position.requested = request;
        position.requestedAtMs = trigger.feedTimeMs();
        listener.onClose(request);
    }

    /** Asks again, under the same id, for a close that no order event has answered. */
    void repeat(OpenPosition position, long nowMs, PositionListener listener) {
        CloseRequest requested = position.requested;
        if (requested != null
                && nowMs - position.requestedAtMs >= config.repeatMs()
                && orderOf(position, requested.clientOrderId()) == null) {
            position.requestedAtMs = nowMs;
            listener.onClose(requested);
        }
    }

    private CloseRequest build(OpenPosition position, ExitReason reason, Trigger trigger) {
        boolean isScaleOut = reason == ExitReason.SCALE_OUT;
        boolean isMarket = position.failedAttempts >= ClosingConfig.BOUNDED_ATTEMPTS || !position.hasTouch();
        return new CloseRequest(
                position.account(),
                instrument.key(),
                position.positionId(),
                ClientOrderId.close(position.positionId(), position.closeSequence),
                isScaleOut ? OrderPurpose.SCALE_OUT : OrderPurpose.CLOSE,
                reason,
                Side.ofSign(-position.sign()),
                isScaleOut ? ExitPolicy.halfLots(position) : position.lots(),
                boundTicks(position),
                isMarket,
                position.bidTicks + position.askTicks,
                trigger.feedTimeMs(),
                trigger.sentAtWallMs());
    }

    private long boundTicks(OpenPosition position) {
        double slippage = config.slippageBps(position.failedAttempts) / 10_000;
        double bound = position.triggerTicks() * (1 - position.sign() * slippage);
        return (long) (position.sign() > 0 ? Math.floor(bound) : Math.ceil(bound));
    }

    private static @Nullable OrderState orderOf(OpenPosition position, String clientOrderId) {
        for (OrderState exit : position.exits) {
            if (exit.intent.clientOrderId().equals(clientOrderId)) {
                return exit;
            }
        }
        return null;
    }

    /** What made us ask.
     *
     * @param sentAtWallMs wall clock at which it was signed or made */
    record Trigger(long feedTimeMs, long sentAtWallMs) {}
}
