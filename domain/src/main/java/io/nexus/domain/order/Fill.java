package io.nexus.domain.order;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** An execution of our order, identified by the venue's trade id.
 *
 * @param fee in quote units, positive = paid
 * @param venueTimeMs the venue's clock */
public record Fill(
        long tradeId, String clientOrderId, Side side, long priceTicks, long lots, BigDecimal fee, long venueTimeMs) {
    /** This execution if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    Fill checked() {
        Check.notBlank("fill.clientOrderId", Check.text("fill.clientOrderId", clientOrderId, Check.NAME));
        Check.present("fill.side", side);
        Check.inRange("fill.priceTicks", priceTicks, 1, Check.TICKS);
        Check.inRange("fill.lots", lots, 1, Check.LOTS);
        Check.amount("fill.fee", fee);
        return this;
    }
}
