package io.nexus.udf.risk;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventRules;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Books order events exactly once, however often and in whatever order they come. */
final class OrderBooking {
    /** Settled orders are remembered this long after their last execution, venue time: longer than any reader looks back. */
    static final long REMEMBER_MS = OrderEventRules.REMEMBERED_MS;

    private static final long REMEMBER_PAYMENTS_MS = 30L * 86_400_000;
    private static final int OUTCOMES = 5;

    private final InstrumentCatalog catalog;
    private final long coolDownMs;
    private final EntryBackOff backOff;

    OrderBooking(InstrumentCatalog catalog, long coolDownMs, EntryBackOff backOff) {
        this.catalog = catalog;
        this.coolDownMs = coolDownMs;
        this.backOff = backOff;
    }

    /** Stores an order: its reservation counts from now on. An order known already stays as it is. */
    BookedOrder admit(RiskBook book, OrderIntent intent) {
        BookedOrder known = book.order(intent.clientOrderId());
        if (known == null) {
            known = new BookedOrder(intent);
            book.file(known);
        }
        return known;
    }

    /** Merges what the venue or Layer 7 tells of orders and account. */
    void apply(RiskBook book, OrderEvent event) {
        switch (event.kind()) {
            case ADMITTED, REPORT -> {
                if (event.intent() != null) {
                    merge(book, admit(book, event.intent()), event);
                }
            }
            case ACCOUNT -> {
                if (event.accountReport() != null) {
                    fund(book, event.accountReport());
                }
            }
            case DUST -> {
                if (event.intent() != null) {
                    dust(book, event.intent(), event.feedTimeMs());
                }
            }
            case RECONCILED, STOP_MOVED -> {
                // the engine ends RECONCILING, stops are Layer 8's; there is nothing to book
            }
        }
    }

    private void merge(RiskBook book, BookedOrder order, OrderEvent event) {
        if (event.report() == null) {
            return;
        }
        OrderStatus before = order.state.status;
        boolean isBooked = false;
        for (Fill fill : order.state.merge(event.report(), event.feedTimeMs())) {
            order.filled(fill);
            isBooked |= book(book, order.state.intent, fill, event.feedTimeMs());
        }
        InstrumentRisk held = book.find(order.state.intent.instrument());
        if (isBooked && held != null && held.isAtRest()) {
            closed(book, held, order.state.intent.exitReason(), event.feedTimeMs());
        }
        if (before.isOpen()
                && order.state.status.isTerminal()
                && !order.state.intent.purpose().isExit()) {
            backOff.ended(book, order.state, event.feedTimeMs());
        }
        book.file(order);
        if (!book.isReconciling) {
            forget(book);
        }
    }

    /** Books an execution; false if it can't be. */
    private boolean book(RiskBook book, OrderIntent intent, Fill fill, long feedTimeMs) {
        Instrument instrument = catalog.find(intent.instrument());
        if (instrument == null || instrument.isInverse()) {
            book.unbookedFills++;
            return false;
        }
        InstrumentRisk held = book.instrument(intent.instrument());
        long before = Math.abs(held.ledger.signedLots);
        BigDecimal realized = held.ledger.apply(instrument, fill.side(), fill.priceTicks(), fill.lots());
        long opened = Math.max(0, Math.abs(held.ledger.signedLots) - before);
        book.foundUnbooked(intent.instrument(), fill);
        book.realizedPnl = book.realizedPnl.add(realized);
        book.fees = book.fees.add(fill.fee());
        book.lastFillVenueMs = Math.max(book.lastFillVenueMs, fill.venueTimeMs());
        book.lastTradeAtMs = Math.max(book.lastTradeAtMs, feedTimeMs);
        held.roundTripPnl = held.roundTripPnl.add(realized);
        held.roundTripFees = held.roundTripFees.add(fill.fee());
        held.roundTripNotional = held.roundTripNotional.add(instrument.notional(fill.priceTicks(), opened));
        if (before == 0 || held.bidTicks == 0) {
            held.touch(fill.priceTicks(), fill.priceTicks());
        }
        if (held.ledger.isFlat()) {
            held.dustLots = 0;
        }
        return true;
    }

    /** What is left of a position can't be sold: it stays in the books, and the instrument is free for new entries. */
    private void dust(RiskBook book, OrderIntent entry, long feedTimeMs) {
        InstrumentRisk held = book.find(entry.instrument());
        Instrument instrument = catalog.find(entry.instrument());
        if (held != null
                && instrument != null
                && instrument.isDustLike(held.exitTicks(), Math.abs(held.ledger.signedLots))
                && held.leavesDust(entry.positionId())) {
            closed(book, held, null, feedTimeMs);
        }
    }

    private void closed(RiskBook book, InstrumentRisk held, @Nullable ExitReason reason, long feedTimeMs) {
        // an exit that only the venue remembers may have been a stop
        if (reason == null || isStop(reason)) {
            held.coolDownUntilMs = Math.max(held.coolDownUntilMs, feedTimeMs + coolDownMs);
        }
        if (held.roundTripNotional.signum() > 0) {
            double net = held.roundTripPnl.subtract(held.roundTripFees).doubleValue();
            push(book, net / held.roundTripNotional.doubleValue() * 10_000);
        }
        held.roundTripPnl = BigDecimal.ZERO;
        held.roundTripFees = BigDecimal.ZERO;
        held.roundTripNotional = BigDecimal.ZERO;
    }

    private static boolean isStop(ExitReason reason) {
        return switch (reason) {
            case STOP_LOSS, TRAILING_STOP, BREAKEVEN_STOP, DISASTER -> true;
            case FLATTEN,
                    TAKE_PROFIT,
                    SCALE_OUT,
                    MODEL_REVERSAL,
                    QUALITY,
                    FEED_SILENT,
                    TIME_LIMIT,
                    RECONCILIATION -> false;
        };
    }

    private static void push(RiskBook book, double outcomeBps) {
        double[] old = book.outcomesBps;
        int kept = Math.min(old.length, OUTCOMES - 1);
        double[] all = Arrays.copyOf(Arrays.copyOfRange(old, old.length - kept, old.length), kept + 1);
        all[kept] = outcomeBps;
        book.outcomesBps = all;
    }

    /** Books payments by their id. One older than the payments that are kept may have been booked, and is not booked again. */
    private static void fund(RiskBook book, AccountReport report) {
        long keptSinceMs = newestPaymentMs(book) - REMEMBER_PAYMENTS_MS;
        for (FundingPayment payment : report.funding()) {
            if (payment.venueTimeMs() >= keptSinceMs && isNew(book, payment)) {
                book.payments.add(payment);
                book.funding = book.funding.add(payment.amount());
            }
        }
        long oldest = newestPaymentMs(book) - REMEMBER_PAYMENTS_MS;
        book.payments.removeIf(payment -> payment.venueTimeMs() < oldest);
    }

    private static long newestPaymentMs(RiskBook book) {
        long newest = 0;
        for (FundingPayment payment : book.payments) {
            newest = Math.max(newest, payment.venueTimeMs());
        }
        return newest;
    }

    private static boolean isNew(RiskBook book, FundingPayment payment) {
        for (FundingPayment known : book.payments) {
            if (known.transactionId() == payment.transactionId()) {
                return false;
            }
        }
        return true;
    }

    /** Drops settled orders that nobody can name any more: no report, which reconciling asks for by venue time (the feed may have
     * been silent for hours), and no candidate, which a restart reads again by feed time. Never while reconciling, which tells
     * old orders again. */
    private static void forget(RiskBook book) {
        if (book.tickMs == Long.MIN_VALUE) {
            return;
        }
        long oldestFeedMs = book.tickMs - REMEMBER_MS;
        long oldestVenueMs = book.lastFillVenueMs - REMEMBER_MS;
        book.settledById
                .values()
                .removeIf(order -> order.state.updatedAtMs < oldestFeedMs && order.lastFillVenueMs < oldestVenueMs);
    }
}
