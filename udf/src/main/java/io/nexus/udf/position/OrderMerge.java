package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.skip.RejectReason;
import io.nexus.udf.position.PositionListener.Ignored;
import org.jspecify.annotations.Nullable;

/** Merges order events into positions: late, repeated and reordered ones give the same position. Order events come here straight
 * from the topic, not through Layer 6, which refuses what it never admitted; so an entry that is not known must be plausible by
 * itself (see {@link OrderEventRules#unknownEntry}), and an exit must be of a known position. */
final class OrderMerge {
    private final Instrument instrument;

    OrderMerge(Instrument instrument) {
        this.instrument = instrument;
    }

    /** Merges an event and returns the position it belongs to, null if it belongs to none. */
    @Nullable
    OpenPosition apply(InstrumentPositions state, OrderEvent event, long nowMs, PositionListener listener) {
        OrderIntent intent = event.intent();
        if (intent == null) {
            return ignore(listener, Ignored.NO_ORDER);
        }
        if (instrument.isInverse()) {
            return ignore(listener, Ignored.INVERSE_INSTRUMENT);
        }
        if (state.finished.contains(finishedKey(intent.account(), intent.positionId()))) {
            return ignore(listener, Ignored.FINISHED_POSITION);
        }
        OpenPosition position = find(state, intent);
        if (position == null && intent.purpose().isExit()) {
            return ignore(listener, Ignored.UNKNOWN_POSITION);
        }
        Ignored why = position == null ? implausible(event, intent, nowMs) : contradiction(position, intent);
        if (why != null) {
            return ignore(listener, why);
        }
        if (position == null) {
            position = new OpenPosition(new OrderState(intent));
            state.positions.add(position);
        }
        if (event.kind() == OrderEventKind.DUST) {
            // an earlier attempt of the job ended it; if it can be sold now, this one goes on
            position.isDust = position.entry.isSettled() && !CloseDesk.isClosable(position, instrument);
            return position;
        }
        OrderState order = order(position, intent);
        if (event.kind() == OrderEventKind.REPORT && event.report() != null) {
            for (Fill fill : order.merge(event.report(), event.feedTimeMs())) {
                book(position, order.intent, fill, nowMs);
            }
        }
        position.isScaledOut |= intent.purpose() == OrderPurpose.SCALE_OUT && order.filledLots > 0;
        return position;
    }

    private @Nullable Ignored implausible(OrderEvent event, OrderIntent intent, long nowMs) {
        OrderEventRules.Refusal refusal = OrderEventRules.unknownEntry(event, intent, instrument, nowMs);
        if (refusal == null) {
            return event.kind() == OrderEventKind.DUST ? Ignored.UNKNOWN_POSITION : null;
        }
        return refusal.reason() == RejectReason.ORDER_OUTDATED ? Ignored.OUTDATED : Ignored.NEVER_ADMITTED;
    }

    private static @Nullable Ignored contradiction(OpenPosition position, OrderIntent intent) {
        OrderIntent entry = position.entry.intent;
        if (!intent.purpose().isExit()) {
            return OrderEventRules.isSameOrder(entry, intent) ? null : Ignored.CONTRADICTION;
        }
        if (!ClientOrderId.isOfPosition(position.positionId(), intent.clientOrderId())) {
            return Ignored.FOREIGN_EXIT;
        }
        return intent.side() == entry.side() ? Ignored.CONTRADICTION : null;
    }

    static String finishedKey(String account, String positionId) {
        return account + ' ' + positionId;
    }

    private void book(OpenPosition position, OrderIntent intent, Fill fill, long nowMs) {
        position.ledger.apply(instrument, fill.side(), fill.priceTicks(), fill.lots());
        if (intent.purpose().isExit()) {
            position.lastReason = intent.exitReason() == null ? position.lastReason : intent.exitReason();
        } else if (position.openedAtMs == 0) {
            position.openedAtMs = nowMs;
            position.judgedFromMs = nowMs;
        }
    }

    private static @Nullable OpenPosition find(InstrumentPositions state, OrderIntent intent) {
        for (OpenPosition position : state.positions) {
            if (position.positionId().equals(intent.positionId())
                    && position.account().equals(intent.account())) {
                return position;
            }
        }
        return null;
    }

    private static OrderState order(OpenPosition position, OrderIntent intent) {
        if (intent.purpose() == OrderPurpose.ENTRY) {
            return position.entry;
        }
        for (OrderState exit : position.exits) {
            if (exit.intent.clientOrderId().equals(intent.clientOrderId())) {
                return exit;
            }
        }
        OrderState added = new OrderState(intent);
        position.exits.add(added);
        // a close that an earlier attempt of the job asked for: its id is used
        int sequence = ClientOrderId.closeSequence(position.positionId(), intent.clientOrderId());
        position.closeSequence = Math.max(position.closeSequence, sequence);
        return added;
    }

    private static @Nullable OpenPosition ignore(PositionListener listener, Ignored why) {
        listener.onIgnored(why);
        return null;
    }
}
