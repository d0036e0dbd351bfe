package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.position.PositionLedger;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes what happens to the journal and books it: journal first, then state. Not thread-safe. */
final class VenueBookkeeper {
    final VenueState state;
    private final VenueJournal journal;
    private long toldMs;
    private boolean hasNews;

    /** Restores the state from the journal, or opens the accounts.
     *
     * @param startWallet of a fresh journal, in quote units */
    VenueBookkeeper(VenueState state, VenueJournal journal, BigDecimal startWallet) {
        this.state = state;
        this.journal = journal;
        journal.restored().forEach(state::apply);
        toldMs = state.clockMs;
        if (!state.isOpened()) {
            book(new JournalEvent.Opened(0, startWallet, startWallet));
        }
    }

    void book(JournalEvent event) {
        journal.append(event);
        state.apply(event);
        toldMs = Math.max(toldMs, event.timeMs());
        hasNews = true;
    }

    /** Whether anything was booked since the last call. */
    boolean takeNews() {
        boolean news = hasNews;
        hasNews = false;
        return news;
    }

    /** The clock, for somebody outside: remembered, so that it never falls behind what was told. */
    long tellClock() {
        if (state.clockMs > toldMs) {
            book(new JournalEvent.ClockTold(state.clockMs));
        }
        return state.clockMs;
    }

    void close(VenueOrder order, BookedStatus status) {
        book(new JournalEvent.Closed(state.clockMs, order.orderId(), status));
    }

    /** Books an execution, unless a spot account can't pay it; returns whether it was booked. */
    boolean fill(VenueOrder order, Execution execution, boolean isMaker) {
        InstrumentAccount account = state.account(order.instrument());
        Instrument instrument = account.instrument;
        BigDecimal fee = instrument.takerFee(execution.priceTicks(), execution.lots());
        BigDecimal cost =
                instrument.notional(execution.priceTicks(), execution.lots()).add(fee);
        if (instrument.market() == Market.SPOT
                && order.side() == Side.BUY
                && state.spotCash().compareTo(cost) < 0) {
            return false;
        }
        BookedFill fill = new BookedFill(
                state.lastTradeId + 1,
                order.orderId(),
                order.clientOrderId(),
                order.instrument(),
                order.side(),
                execution.priceTicks(),
                execution.lots(),
                fee,
                realized(account, order.side(), execution),
                isMaker,
                state.clockMs);
        book(new JournalEvent.Filled(state.clockMs, fill));
        return true;
    }

    /** Pays funding on the open position at a funding time, or remembers that it is owed. */
    void fund(InstrumentAccount account, VenueBook book, long fundingTimeMs) {
        long lots = account.ledger.signedLots;
        if (lots == 0 || account.lastFundingMs >= fundingTimeMs) {
            return;
        }
        if (book.fundingRate() == null || book.markPrice() == null) {
            book(new JournalEvent.FundingOwed(fundingTimeMs, account.instrument.key(), lots));
        } else {
            pay(account, book, lots, fundingTimeMs);
        }
    }

    /** Pays what is owed as soon as rate and mark price are known. */
    void settleOwed(InstrumentAccount account, VenueBook book) {
        if (account.owedLots != 0 && book.fundingRate() != null && book.markPrice() != null) {
            pay(account, book, account.owedLots, state.clockMs);
        }
    }

    private void pay(InstrumentAccount account, VenueBook book, long signedLots, long timeMs) {
        BigDecimal rate = book.fundingRate();
        BigDecimal mark = book.markPrice();
        if (rate == null || mark == null) {
            throw new IllegalStateException("funding of " + account.instrument.key() + " without rate or mark price");
        }
        BigDecimal amount = account.instrument
                .quantity(signedLots)
                .multiply(account.instrument.contractMultiplier())
                .multiply(mark)
                .multiply(rate)
                .negate()
                .setScale(PositionLedger.MONEY_SCALE, RoundingMode.HALF_EVEN);
        book(new JournalEvent.Funded(timeMs, state.lastTransactionId + 1, account.instrument.key(), amount));
    }

    private static BigDecimal realized(InstrumentAccount account, Side side, Execution execution) {
        PositionLedger preview = new PositionLedger();
        preview.signedLots = account.ledger.signedLots;
        preview.openCost = account.ledger.openCost;
        return preview.apply(account.instrument, side, execution.priceTicks(), execution.lots());
    }
}
