package io.nexus.testbed.venue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderType;
import java.math.BigDecimal;

/** An order the venue accepted, as it stands. All times are venue time, which is feed time.
 *
 * @param limitTicks 0 on MARKET orders
 * @param marginTicks price at which it is reserved against the account
 * @param matchAtMs arrival + latency: when it meets the book first
 * @param filledQuote value of its executions in quote units */
public record VenueOrder(
        long orderId,
        String clientOrderId,
        String instrument,
        Side side,
        OrderType type,
        VenueTimeInForce timeInForce,
        long lots,
        long limitTicks,
        long marginTicks,
        boolean isReduceOnly,
        long createdAtMs,
        long matchAtMs,
        BookedStatus status,
        long filledLots,
        BigDecimal filledQuote,
        long updatedAtMs) {

    @JsonIgnore
    public boolean isOpen() {
        return status.isOpen();
    }

    @JsonIgnore
    public long remainingLots() {
        return lots - filledLots;
    }

    /** Whether the limit admits a price; MARKET orders admit all. */
    boolean admits(long priceTicks) {
        return type == OrderType.MARKET || side.sign() * (limitTicks - priceTicks) >= 0;
    }

    VenueOrder withFill(long fillLots, BigDecimal quote, long timeMs) {
        long filled = filledLots + fillLots;
        BookedStatus next = filled == lots ? BookedStatus.FILLED : BookedStatus.PARTIALLY_FILLED;
        return with(next, filled, filledQuote.add(quote), timeMs);
    }

    VenueOrder withStatus(BookedStatus next, long timeMs) {
        return with(next, filledLots, filledQuote, timeMs);
    }

    private VenueOrder with(BookedStatus next, long filled, BigDecimal quote, long timeMs) {
        return new VenueOrder(
                orderId,
                clientOrderId,
                instrument,
                side,
                type,
                timeInForce,
                lots,
                limitTicks,
                marginTicks,
                isReduceOnly,
                createdAtMs,
                matchAtMs,
                next,
                filled,
                quote,
                timeMs);
    }
}
