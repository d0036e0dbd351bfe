package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.skip.SkipCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries that the venue refuses: 600 candidates in a minute become a handful of orders, and a cause common to all reduces. */
class EntryBackOffTest {
    private static final String MARGIN = "HTTP 400 -2019 Margin is insufficient.";

    private final RiskEngine engine = Books.engine();
    private final RiskBook book = Books.empty();
    private long evaluation;

    /** Gives a candidate; its order, if there is one, is answered with a status. Null if it became an order. */
    private SkipCode candidate(String instrument, long atMs, OrderStatus status, String error) {
        book.tickMs = atMs;
        Candidate candidate = Candidates.on(instrument, 600_000, 600_001)
                .at(atMs, ++evaluation)
                .build();
        Verdict verdict = engine.candidate(book, candidate, Books.active(), i -> null);
        OrderIntent order = verdict.order();
        if (order == null) {
            return verdict.skip().code();
        }
        OrderReport report = new OrderReport(order.clientOrderId(), null, status, 0, List.of(), 1, error);
        engine.order(book, OrderEvent.report(order, report, atMs, 1), Books.active());
        return null;
    }

    private int orders(int candidates, long everyMs, OrderStatus status, String error) {
        int orders = 0;
        for (int i = 0; i < candidates; i++) {
            SkipCode skip = candidate(Books.BTC, Books.NOW + i * everyMs, status, error);
            orders += skip == null ? 1 : 0;
            assertThat(skip).isIn(null, SkipCode.L6_BACK_OFF);
        }
        return orders;
    }

    @Test
    void entriesRefusedForTheSameReasonWaitLongerAndLonger() {
        // at 0, 5, 15 and 35 s
        assertThat(orders(600, 100, OrderStatus.REJECTED, MARGIN)).isEqualTo(4);
        assertThat(book.isReducedByRefusals).as("one instrument alone").isFalse();
    }

    @Test
    void anEntryThatTheVenueTookEndsTheWait() {
        assertThat(candidate(Books.BTC, Books.NOW, OrderStatus.REJECTED, MARGIN))
                .isNull();
        assertThat(candidate(Books.BTC, Books.NOW + 4_999, OrderStatus.EXPIRED, null))
                .isEqualTo(SkipCode.L6_BACK_OFF);
        assertThat(candidate(Books.BTC, Books.NOW + 5_000, OrderStatus.EXPIRED, null))
                .isNull();
        assertThat(candidate(Books.BTC, Books.NOW + 5_100, OrderStatus.REJECTED, MARGIN))
                .isNull();
        assertThat(candidate(Books.BTC, Books.NOW + 10_100, OrderStatus.EXPIRED, null))
                .isNull();
    }

    @Test
    void anUnfilledEntryIsNoRefusal() {
        assertThat(orders(50, 100, OrderStatus.EXPIRED, null)).isEqualTo(50);
    }

    @Test
    void textsThatDifferInNumbersOnlyAreOneReason() {
        candidate(Books.BTC, Books.NOW, OrderStatus.DENIED, "notional must be at least 100, was 60.5");
        candidate(Books.BTC, Books.NOW + 5_000, OrderStatus.DENIED, "notional must be at least 100, was 61.7");

        assertThat(book.find(Books.BTC).refusalsInRow).isEqualTo(2);
    }

    @Test
    void severalInstrumentsRefusedForOneReasonReduceTheAccountUntilItIsResumed() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 3; i++) {
                assertThat(candidate(Books.alt(i), Books.NOW + round * 5_000L, OrderStatus.REJECTED, MARGIN))
                        .isNull();
            }
        }
        assertThat(book.isReducedByRefusals).isTrue();
        assertThat(book.refusedFor).isEqualTo("-2019");
        assertThat(LossLimits.effective(book, Books.active())).isEqualTo(TradingState.REDUCING);
        assertThat(candidate(Books.ETH, Books.NOW + 5_000, OrderStatus.FILLED, null))
                .isEqualTo(SkipCode.L6_TRADING_STATE);

        AccountControl resumed = Books.control(TradingState.ACTIVE, 3);
        engine.tick(book, Books.NOW + 6_000, resumed);
        assertThat(LossLimits.effective(book, resumed)).isEqualTo(TradingState.ACTIVE);
        assertThat(book.peakEquity).as("no loss limit is reset by it").isEqualByComparingTo("100000");
    }

    @Test
    void namesWhatIsImpossible() {
        assertThatThrownBy(() -> new EntryBackOffConfig(10, 2, 9, 3))
                .hasMessage("maxWaitMs must be at least firstWaitMs 10, was 9");
        assertThat(EntryBackOffConfig.defaults().waitMs(1_000)).isEqualTo(600_000);
    }

    /** Spot, least notional 100: one lot at 60,000 is worth 60. */
    @Test
    void dustStaysInTheBooksAndFreesTheInstrument() {
        Instrument like = Books.instrument("BTCUSDT", "100");
        String key = Instrument.key("BINANCE", Market.SPOT, "BTCUSDT");
        Instrument spot = new Instrument(
                key,
                like.venue(),
                Market.SPOT,
                like.symbol(),
                like.tickSize(),
                like.lotSize(),
                1,
                1_000,
                like.minNotional(),
                like.contractMultiplier(),
                false,
                false,
                like.takerFeeRatio());
        RiskEngine onSpot = new RiskEngine(Books.CONFIG, new InstrumentCatalog(List.of(spot)));
        OrderIntent entry = Books.order(key, "d", "d", Side.BUY, 10, null);
        OrderIntent exit = Books.order(key, "dx01", "d", Side.SELL, 5, ExitReason.TAKE_PROFIT);
        OrderIntent rest = Books.order(key, "dx02", "d", Side.SELL, 4, ExitReason.TAKE_PROFIT);
        fill(onSpot, entry, 1);
        fill(onSpot, exit, 2);
        onSpot.order(book, OrderEvent.dust(entry, Books.NOW, 1), Books.active());
        assertThat(book.isActive(key))
                .as("five lots can be sold, whatever a log says")
                .isTrue();
        fill(onSpot, rest, 3);
        assertThat(book.isActive(key)).isTrue();

        onSpot.order(book, OrderEvent.dust(entry, Books.NOW, 1), Books.active());

        assertThat(book.isActive(key)).isFalse();
        assertThat(book.find(key).ledger.signedLots).isEqualTo(1);
        assertThat(book.outcomesBps).as("the round trip is over").hasSize(1);
        Valuation value = Valuation.of(book, new InstrumentCatalog(List.of(spot)));
        assertThat(value.openPositions()).isEqualTo(1);
        assertThat(value.activeInstruments()).isZero();
        OrderIntent next = Books.order(key, "n", "n", Side.BUY, 10, null);
        fill(onSpot, next, 4);
        onSpot.order(book, OrderEvent.dust(entry, Books.NOW, 1), Books.active());
        assertThat(book.isActive(key)).as("the same notice again").isTrue();
    }

    private void fill(RiskEngine on, OrderIntent order, long tradeId) {
        on.order(
                book,
                Books.report(
                        order,
                        OrderStatus.FILLED,
                        order.lots(),
                        Books.fill(order, tradeId, 600_000, order.lots(), "0")),
                Books.active());
    }
}
