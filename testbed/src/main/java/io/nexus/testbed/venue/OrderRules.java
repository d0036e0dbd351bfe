package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What an order must satisfy to be accepted, in the order in which Binance complains. */
final class OrderRules {
    private static final Pattern CLIENT_ORDER_ID = Pattern.compile("[.A-Z:/a-z0-9_-]{1,36}");

    private OrderRules() {}

    /** Checks form, filters, duplicate id, reduce-only and funds; returns the price at which the order is reserved.
     *
     * @throws VenueRejection naming the first rule that is broken */
    static long check(NewOrder order, VenueState state, VenueBook book) throws VenueRejection {
        checkId(order, state);
        checkFilters(order);
        InstrumentAccount account = state.account(order.instrument().key());
        if (order.isReduceOnly() && account.reducibleLots(order.side()) == 0) {
            throw VenueRejection.of(-2022, "ReduceOnly Order is rejected.");
        }
        long priceTicks = order.type() == OrderType.LIMIT
                ? order.instrument().ticks(order.price())
                : book.referenceTicks(order.side());
        long lots = order.instrument().lots(order.quantity());
        checkNotional(order, priceTicks, lots);
        long marginTicks =
                order.side() == Side.SELL ? Math.max(priceTicks, book.referenceTicks(order.side())) : priceTicks;
        if (!order.isReduceOnly()) {
            Margin.check(order, marginTicks, lots, state);
        }
        return marginTicks;
    }

    private static void checkId(NewOrder order, VenueState state) throws VenueRejection {
        Market market = order.instrument().market();
        if (!CLIENT_ORDER_ID.matcher(order.clientOrderId()).matches()) {
            throw market == Market.USDM
                    ? VenueRejection.of(-4015, "Client order id is not valid.")
                    : VenueRejection.of(
                            -1100,
                            "Illegal characters found in parameter 'newClientOrderId'; legal range is"
                                    + " '^[\\.A-Z\\:/a-z0-9_-]{1,36}$'.");
        }
        VenueOrder known = state.findByClientOrderId(market, order.clientOrderId());
        if (known != null && known.isOpen()) {
            throw market == Market.USDM
                    ? VenueRejection.of(-4116, "ClientOrderId is duplicated.")
                    : VenueRejection.of(-2010, "Duplicate order sent.");
        }
    }

    private static void checkFilters(NewOrder order) throws VenueRejection {
        Instrument instrument = order.instrument();
        if (order.type() == OrderType.LIMIT && !isPositiveMultiple(order.price(), instrument.tickSize())) {
            throw filter("PRICE_FILTER");
        }
        boolean isInRange = order.quantity().compareTo(instrument.quantity(instrument.minLots())) >= 0
                && order.quantity().compareTo(instrument.quantity(instrument.maxLots())) <= 0;
        if (!isInRange || !isPositiveMultiple(order.quantity(), instrument.lotSize())) {
            throw filter(order.type() == OrderType.MARKET ? "MARKET_LOT_SIZE" : "LOT_SIZE");
        }
    }

    private static void checkNotional(NewOrder order, long priceTicks, long lots) throws VenueRejection {
        Instrument instrument = order.instrument();
        boolean isTooSmall = instrument.notional(priceTicks, lots).compareTo(instrument.minNotional()) < 0;
        if (!isTooSmall || order.isReduceOnly() || priceTicks == 0) {
            return;
        }
        throw instrument.market() == Market.USDM
                ? VenueRejection.of(
                        -4164,
                        "Order's notional must be no smaller than "
                                + instrument.minNotional().toPlainString() + " (unless you choose reduce only).")
                : filter("NOTIONAL");
    }

    private static VenueRejection filter(String name) {
        return VenueRejection.of(-1013, "Filter failure: " + name);
    }

    private static boolean isPositiveMultiple(BigDecimal value, BigDecimal step) {
        return value.signum() > 0 && value.remainder(step).signum() == 0;
    }
}
