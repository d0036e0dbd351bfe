package io.nexus.testbed.venue;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;

/** An order as a request asks for it, read but not checked against the filters.
 *
 * @param price zero on MARKET orders */
record NewOrder(
        Instrument instrument,
        String clientOrderId,
        Side side,
        OrderType type,
        VenueTimeInForce timeInForce,
        BigDecimal quantity,
        BigDecimal price,
        boolean isReduceOnly) {}
