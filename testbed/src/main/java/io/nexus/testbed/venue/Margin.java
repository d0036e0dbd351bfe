package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** Funds an account has free. USD-M at 1x: the wallet less the cost of the open positions less what the open orders may
 * add on top, where of opposite orders the larger sum counts. Spot: the quote asset less open buys; the holding less
 * open sells. */
final class Margin {
    private Margin() {}

    /** Whether an order that may add exposure is covered.
     *
     * @param priceTicks worst price the order is expected to pay
     * @throws VenueRejection -2019 on USD-M, -2010 on spot */
    static void check(NewOrder order, long priceTicks, long lots, VenueState state) throws VenueRejection {
        Instrument instrument = order.instrument();
        InstrumentAccount account = state.account(instrument.key());
        if (instrument.market() == Market.USDM) {
            BigDecimal added = instrument.notional(priceTicks, addedLots(account, order.side(), lots));
            if (added.signum() > 0
                    && available(state).compareTo(added.add(instrument.takerFee(priceTicks, lots))) < 0) {
                throw VenueRejection.of(-2019, "Margin is insufficient.");
            }
            return;
        }
        boolean isCovered = order.side() == Side.SELL
                ? account.ledger.signedLots - account.openLots(Side.SELL) >= lots
                : spotAvailable(state)
                                .compareTo(instrument
                                        .notional(priceTicks, lots)
                                        .add(instrument.takerFee(priceTicks, lots)))
                        >= 0;
        if (!isCovered) {
            throw VenueRejection.of(-2010, "Account has insufficient balance for requested action.");
        }
    }

    /** USD-M: wallet less the margin of positions and open orders, in quote units. */
    static BigDecimal available(VenueState state) {
        BigDecimal free = state.wallet(Market.USDM);
        for (InstrumentAccount account : state.accounts()) {
            if (account.instrument.market() == Market.USDM) {
                free = free.subtract(account.ledger.openCost).subtract(openOrderMargin(account));
            }
        }
        return free;
    }

    /** Spot: quote asset in hand less what open buys may cost. */
    static BigDecimal spotAvailable(VenueState state) {
        BigDecimal free = state.spotCash();
        for (InstrumentAccount account : state.accounts()) {
            if (account.instrument.market() == Market.SPOT) {
                for (VenueOrder order : account.openOrderById.values()) {
                    if (order.side() == Side.BUY) {
                        free = free.subtract(account.instrument.notional(order.marginTicks(), order.remainingLots()))
                                .subtract(account.instrument.takerFee(order.marginTicks(), order.remainingLots()));
                    }
                }
            }
        }
        return free;
    }

    /** Margin of the open orders of an instrument beyond its position. */
    static BigDecimal openOrderMargin(InstrumentAccount account) {
        if (account.openOrderById.isEmpty()) {
            return BigDecimal.ZERO;
        }
        long highestTicks = 0;
        for (VenueOrder order : account.openOrderById.values()) {
            highestTicks = Math.max(highestTicks, order.isReduceOnly() ? 0 : order.marginTicks());
        }
        long beyond = exposureLots(account, 0, 0) - Math.abs(account.ledger.signedLots);
        return account.instrument.notional(highestTicks, Math.max(0, beyond));
    }

    private static long addedLots(InstrumentAccount account, Side side, long lots) {
        long buys = side == Side.BUY ? lots : 0;
        return exposureLots(account, buys, lots - buys) - exposureLots(account, 0, 0);
    }

    private static long exposureLots(InstrumentAccount account, long moreBuys, long moreSells) {
        long position = account.ledger.signedLots;
        long ifBought = Math.abs(position + account.openLots(Side.BUY) + moreBuys);
        long ifSold = Math.abs(position - account.openLots(Side.SELL) - moreSells);
        return Math.max(Math.abs(position), Math.max(ifBought, ifSold));
    }
}
