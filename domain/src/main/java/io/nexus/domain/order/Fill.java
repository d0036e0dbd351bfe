package io.nexus.domain.order;

import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** An execution of our order, identified by the venue's trade id.
 *
 * @param fee in quote units, positive = paid
 * @param venueTimeMs the venue's clock */
public record Fill(
        long tradeId, String clientOrderId, Side side, long priceTicks, long lots, BigDecimal fee, long venueTimeMs) {}
