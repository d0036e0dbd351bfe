package io.nexus.testbed.venue;

import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** An execution the venue booked.
 *
 * @param fee in quote units
 * @param realizedPnl in quote units, before the fee
 * @param isMaker whether the order was resting; the taker fee is charged all the same */
public record BookedFill(
        long tradeId,
        long orderId,
        String clientOrderId,
        String instrument,
        Side side,
        long priceTicks,
        long lots,
        BigDecimal fee,
        BigDecimal realizedPnl,
        boolean isMaker,
        long timeMs) {}
