package io.nexus.domain.order;

import io.nexus.domain.check.Check;
import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** An execution of our order, identified by the venue's trade id.
 *
 * @param tradeId the venue's; negative on an estimate that Layer 7 made of an execution which the venue counts and does not report
 * @param fee in quote units, positive = paid; it also holds what price or quantity lie off our tick or lot, so that money is exact
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

    /** Whether it stands in for an execution that the venue has not reported. */
    public boolean isEstimate() {
        return tradeId < 0;
    }

    /** What takes it back: the same the other way round. */
    Fill reversed() {
        return new Fill(
                tradeId,
                clientOrderId,
                side == Side.BUY ? Side.SELL : Side.BUY,
                priceTicks,
                lots,
                fee.negate(),
                venueTimeMs);
    }
}
