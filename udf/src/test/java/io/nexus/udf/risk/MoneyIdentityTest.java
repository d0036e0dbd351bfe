package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Money adds up to the last digit, whatever is told late, twice or in another order. */
class MoneyIdentityTest {

    /** A run of round trips that end flat, as the venue booked it: its cash is the oracle. */
    private static final class Venue {
        private final List<OrderEvent> events = new ArrayList<>();
        private BigDecimal cash = BigDecimal.ZERO;
        private BigDecimal fees = BigDecimal.ZERO;
        private BigDecimal funding = BigDecimal.ZERO;
        private long tradeId = 1;

        Venue(Random random) {
            for (int trip = 0; trip < 5; trip++) {
                String id = "p" + trip;
                String instrument = Books.alt(trip % 2);
                Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                long lots = 1L + random.nextInt(500);
                trade(Books.order(instrument, id, id, side, lots, null), random);
                trade(Books.order(instrument, id + "x", id, side.opposite(), lots, ExitReason.TAKE_PROFIT), random);
                BigDecimal amount = BigDecimal.valueOf(random.nextInt(2_001) - 1_000, 8);
                funding = funding.add(amount);
                events.add(Books.funding(new FundingPayment(trip, instrument, amount, Books.NOW + trip)));
            }
        }

        private void trade(OrderIntent order, Random random) {
            List<Fill> fills = new ArrayList<>();
            long open = order.lots();
            while (open > 0) {
                long lots = 1L + random.nextInt((int) open);
                long ticks = 50_000L + random.nextInt(2_000);
                BigDecimal notional = new BigDecimal("0.1")
                        .multiply(BigDecimal.valueOf(ticks))
                        .multiply(new BigDecimal("0.001"))
                        .multiply(BigDecimal.valueOf(lots));
                BigDecimal fee = BigDecimal.valueOf(random.nextInt(100_000), 8);
                cash = order.side() == Side.BUY ? cash.subtract(notional) : cash.add(notional);
                fees = fees.add(fee);
                open -= lots;
                fills.add(
                        new Fill(tradeId, order.clientOrderId(), order.side(), ticks, lots, fee, Books.NOW + tradeId));
                tradeId++;
                OrderStatus status = open == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
                events.add(Books.report(order, status, order.lots() - open, fills.toArray(Fill[]::new)));
            }
        }
    }

    @Property(tries = 300)
    void equityStartPlusGrossMinusFeesPlusFundingIsTheVenuesWallet(@ForAll long seed) {
        Random random = new Random(seed);
        Venue venue = new Venue(random);
        List<OrderEvent> told = new ArrayList<>(venue.events);
        for (int i = 0; i < 10; i++) {
            told.add(venue.events.get(random.nextInt(venue.events.size())));
        }
        Collections.shuffle(told, random);
        RiskEngine engine = Books.engine();
        RiskBook book = Books.empty();

        for (OrderEvent event : told) {
            engine.order(book, event, Books.active());
        }

        BigDecimal start = new BigDecimal("100000");
        assertThat(book.realizedPnl).isEqualByComparingTo(venue.cash);
        assertThat(book.fees).isEqualByComparingTo(venue.fees);
        assertThat(book.funding).isEqualByComparingTo(venue.funding);
        assertThat(book.wallet())
                .isEqualByComparingTo(start.add(venue.cash).subtract(venue.fees).add(venue.funding));
        assertThat(Valuation.of(book, Books.catalog()).equity()).isEqualByComparingTo(book.wallet());
        assertThat(Valuation.of(book, Books.catalog()).reserved()).isZero();
        assertThat(book.unbookedFills).isZero();
    }
}
