package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.position.CloseRequest;
import org.jspecify.annotations.Nullable;

/** Asks for closes: one in flight per position, each attempt that does not fill followed by a more eager one. */
final class CloseDesk {
    private static final int MOST_VAIN_EXITS = 32;

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
    void settle(OpenPosition position, long nowMs, PositionListener listener) {
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
        if (isRefused(order)) {
            position.refusedAttempts++;
            listener.onCloseRefused(order, position.refusedAttempts);
        } else {
            position.refusedAttempts = 0;
            position.failedAttempts = isDone ? 0 : position.failedAttempts + 1;
        }
        position.nextAttemptAtMs = nowMs
                + Math.max(config.waitMs(position.failedAttempts), config.refusedWaitMs(position.refusedAttempts));
        forgetVainExits(position);
    }

    private static boolean isRefused(OrderState order) {
        return order.filledLots == 0
                && switch (order.status) {
                    case REJECTED, DENIED, LOST -> true;
                    case PENDING, UNKNOWN, SUBMITTED, PARTIALLY_FILLED, FILLED, CANCELED, EXPIRED -> false;
                };
    }

    /** A position that can't be closed for days keeps only its newest attempts, and those that filled. */
    private static void forgetVainExits(OpenPosition position) {
        for (int i = 0; i < position.exits.size() && position.exits.size() > MOST_VAIN_EXITS; ) {
            OrderState exit = position.exits.get(i);
            boolean isVain = exit.isSettled() && exit.filledLots == 0;
            if (isVain) {
                position.exits.remove(i);
            } else {
                i++;
            }
        }
    }

    /** Asks for a close unless one is in flight or the wait after failed attempts is not over. What the venue would not take for
     * its size is dust. */
    void request(OpenPosition position, ExitReason reason, Trigger trigger, PositionListener listener) {
        if (isInFlight(position) || position.isDust || trigger.feedTimeMs() < position.nextAttemptAtMs) {
            return;
        }
        if (!isClosable(position, instrument)) {
            position.isDust = position.entry.isSettled();
            return;
        }
        position.closeSequence++;
        CloseRequest request = build(position, reason, trigger);
        position.requested = request;
        position.requestedAtMs = trigger.feedTimeMs();
        listener.onClose(request);
    }

    /** Whether the venue would take an order for all of a position, at its newest touch. */
    static boolean isClosable(OpenPosition position, Instrument instrument) {
        double ticks = position.hasTouch() ? position.triggerTicks() : position.ledger.averageEntryTicks(instrument);
        return instrument.isClosable((long) ticks, position.lots());
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
        long lots = isScaleOut ? ExitPolicy.halfLots(position) : position.lots();
        return new CloseRequest(
                position.account(),
                instrument.key(),
                position.positionId(),
                ClientOrderId.close(position.positionId(), position.closeSequence),
                isScaleOut ? OrderPurpose.SCALE_OUT : OrderPurpose.CLOSE,
                reason,
                Side.ofSign(-position.sign()),
                Math.min(lots, instrument.maxLots()),
                boundTicks(position),
                isMarket(position),
                position.bidTicks + position.askTicks,
                trigger.feedTimeMs(),
                trigger.sentAtWallMs());
    }

    private static boolean isMarket(OpenPosition position) {
        if (!position.hasTouch()) {
            return true;
        }
        // the venue may have rules for the price of the one, or for the size of the other
        return position.refusedAttempts >= ClosingConfig.ALTERNATE_FROM
                ? position.refusedAttempts % 2 == ClosingConfig.ALTERNATE_FROM % 2
                : position.failedAttempts >= ClosingConfig.BOUNDED_ATTEMPTS;
    }

    /** At least one tick: a bound of no ticks is none. */
    private long boundTicks(OpenPosition position) {
        double slippage = config.slippageBps(position.failedAttempts) / 10_000;
        double bound = position.triggerTicks() * (1 - position.sign() * slippage);
        return Math.max(1, (long) (position.sign() > 0 ? Math.floor(bound) : Math.ceil(bound)));
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
