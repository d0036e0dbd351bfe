package io.nexus.udf.risk;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.OrderIntent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a book is worth and what it has at stake, at the newest marks. Money in quote units, exact.
 *
 * @param equity wallet + unrealised P&L at bid (long) or ask (short)
 * @param usedMargin cost of the open positions, at 1x
 * @param reserved notional and fees that entries on their way may still need
 * @param exposures signed notionals of positions and entries on their way, one per instrument that has any
 * @param activeInstruments instruments with a position other than dust, or an entry on its way */
record Valuation(
        BigDecimal equity,
        BigDecimal usedMargin,
        BigDecimal reserved,
        List<Exposure> exposures,
        int openPositions,
        int activeInstruments) {

    /** Signed notional on one instrument.
     *
     * @param notional positive = long
     * @param volatility annualised, 0 if never told */
    record Exposure(String instrument, BigDecimal notional, double volatility) {}

    static Valuation of(RiskBook book, InstrumentCatalog catalog) {
        BigDecimal equity = book.wallet();
        BigDecimal usedMargin = BigDecimal.ZERO;
        BigDecimal reserved = BigDecimal.ZERO;
        List<Exposure> exposures = new ArrayList<>();
        List<BookedOrder> pending = pendingEntries(book);
        int open = 0;
        int active = 0;
        for (InstrumentRisk held : book.instruments) {
            Instrument instrument = catalog.find(held.instrument);
            if (instrument == null) {
                if (!held.ledger.isFlat()) {
                    // it has left the catalogue: no price of it is known, it is worth what it cost
                    BigDecimal cost = held.ledger.openCost;
                    usedMargin = usedMargin.add(cost);
                    exposures.add(new Exposure(
                            held.instrument, held.ledger.signedLots < 0 ? cost.negate() : cost, held.volatility));
                    open++;
                    active++;
                }
                continue;
            }
            BigDecimal signed = BigDecimal.ZERO;
            boolean isActive = false;
            if (!held.ledger.isFlat()) {
                equity = equity.add(held.ledger.unrealizedPnl(instrument, held.exitTicks()));
                usedMargin = usedMargin.add(held.ledger.openCost);
                signed = signedNotional(instrument, held.exitTicks(), held.ledger.signedLots);
                open++;
                isActive = true;
                active += held.isAtRest() ? 0 : 1;
            }
            boolean isEntering = false;
            for (BookedOrder order : pending) {
                if (order.state.intent.instrument().equals(held.instrument)) {
                    reserved = reserved.add(need(instrument, order.state.intent, order.pendingLots()));
                    OrderIntent intent = order.state.intent;
                    long lots = intent.side().sign() * order.pendingLots();
                    long ticks = highestTicks(intent.limitTicks(), intent.doubledMidTicks());
                    signed = signed.add(signedNotional(instrument, ticks, lots));
                    isEntering = true;
                }
            }
            active += isEntering && held.isAtRest() ? 1 : 0;
            if (isActive || isEntering) {
                exposures.add(new Exposure(held.instrument, signed, held.volatility));
            }
        }
        return new Valuation(equity, usedMargin, reserved, List.copyOf(exposures), open, active);
    }

    private static List<BookedOrder> pendingEntries(RiskBook book) {
        List<BookedOrder> pending = new ArrayList<>();
        for (BookedOrder order : book.orders) {
            if (order.isPendingEntry()) {
                pending.add(order);
            }
        }
        return pending;
    }

    /** Highest price an entry can execute at: the limit of a buy, the mid of a sell. */
    static long highestTicks(long limitTicks, long doubledMidTicks) {
        return Math.max(limitTicks, (doubledMidTicks + 1) / 2);
    }

    private static BigDecimal need(Instrument instrument, OrderIntent intent, long lots) {
        long ticks = highestTicks(intent.limitTicks(), intent.doubledMidTicks());
        return instrument.notional(ticks, lots).add(instrument.takerFee(ticks, lots));
    }

    /** What new entries may still use. */
    BigDecimal freeMargin() {
        return equity.subtract(usedMargin).subtract(reserved);
    }

    BigDecimal gross() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Exposure exposure : exposures) {
            sum = sum.add(exposure.notional().abs());
        }
        return sum;
    }

    /** This book with one more exposure. */
    List<Exposure> exposuresWith(Exposure added) {
        List<Exposure> all = new ArrayList<>(exposures);
        all.add(added);
        return all;
    }

    /** Share of equity; infinite when there is none left. */
    double ratio(BigDecimal amount) {
        return equity.signum() <= 0 ? Double.POSITIVE_INFINITY : amount.doubleValue() / equity.doubleValue();
    }

    private static BigDecimal signedNotional(Instrument instrument, long ticks, long signedLots) {
        BigDecimal notional = instrument.notional(ticks, Math.abs(signedLots));
        return signedLots < 0 ? notional.negate() : notional;
    }
}
