package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.skip.SkipCode;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RiskEngineTest {
    private final RiskEngine engine = Books.engine();
    private final RiskBook book = Books.empty();

    private static CloseRequest close(String id, boolean isMarket) {
        return new CloseRequest(
                Books.ACCOUNT,
                Books.BTC,
                "e-" + Books.BTC,
                id,
                OrderPurpose.CLOSE,
                ExitReason.STOP_LOSS,
                Side.SELL,
                26,
                590_000,
                isMarket,
                1_180_001,
                Books.NOW,
                5_000_000);
    }

    @ParameterizedTest
    @EnumSource(TradingState.class)
    void turnsCloseRequestsIntoReduceOnlyOrdersUnlessFrozen(TradingState state) {
        OrderIntent order = engine.close(book, close("c", false), Books.control(state, 2));

        if (state == TradingState.FROZEN) {
            assertThat(order).isNull();
            return;
        }
        assertThat(order.isReduceOnly()).isTrue();
        assertThat(order.type()).isEqualTo(OrderType.LIMIT);
        assertThat(order.limitTicks()).isEqualTo(590_000);
        assertThat(order.positionId()).isEqualTo("e-" + Books.BTC);
        assertThat(order.exitReason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(order.plan()).isNull();
    }

    @Test
    void admitsACloseOnceHoweverOftenItIsWished() {
        assertThat(engine.close(book, close("c", false), Books.active())).isNotNull();
        assertThat(engine.close(book, close("c", true), Books.active())).isNull();
        assertThat(engine.close(book, close("d", true), Books.active()).type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void aCloseWithoutAPositiveBoundGoesToTheMarket() {
        CloseRequest like = close("c", false);
        CloseRequest unbounded = new CloseRequest(
                like.account(),
                like.instrument(),
                like.positionId(),
                like.clientOrderId(),
                like.purpose(),
                like.reason(),
                like.side(),
                like.lots(),
                0,
                false,
                like.doubledMidTicks(),
                like.triggeredAtMs(),
                like.triggerSentAtWallMs());

        assertThat(engine.close(book, unbounded, Books.active()).type()).isEqualTo(OrderType.MARKET);
    }

    @Test
    void holdsBackNoCloseByAnyLimit() {
        for (int i = 0; i < 100; i++) {
            assertThat(engine.close(book, close("c" + i, false), Books.control(TradingState.HALTED, 2)))
                    .isNotNull();
        }
    }

    @Test
    void answersNoCandidateUntilReconciledAndSkipsThoseThatWereNeverAdmitted() {
        engine.beginReconcile(book, 7_000_000);
        Candidates known = Candidates.buy();
        Candidates unknown = Candidates.on(Books.ETH, 30_000, 30_001);
        assertThat(engine.candidate(book, known.build(), Books.active(), i -> null))
                .isNull();
        assertThat(engine.candidate(book, unknown.build(), Books.active(), i -> null))
                .isNull();
        OrderIntent placed = Books.order("NEXUS_BTCUSDT_1723032000_000007", "p", Side.BUY, 26, null);
        engine.order(
                book,
                Books.report(placed, OrderStatus.FILLED, 26, Books.fill(placed, 1, 600_000, 26, "1")),
                Books.active());

        assertThat(engine.order(book, Books.reconciled(6_999_999), Books.active()))
                .as("an answer to an earlier attempt")
                .isEmpty();
        List<Verdict> verdicts = engine.order(book, Books.reconciled(7_000_000), Books.active());

        assertThat(verdicts).hasSize(2);
        assertThat(verdicts.get(0).skip()).isNull();
        assertThat(verdicts.get(0).order()).isNull();
        assertThat(verdicts.get(0).count().name()).isEqualTo("entryOrders");
        assertThat(verdicts.get(1).skip().code()).isEqualTo(SkipCode.L6_RECONCILING);
        assertThat(engine.candidate(book, known.build(), Books.active(), i -> null))
                .as("counted once")
                .isNull();
    }

    @Test
    void asksToReconcileFromAMinuteBeforeTheLastExecutionAndAgainWhenNobodyAnswers() {
        Books.hold(engine, book, Books.BTC, Side.BUY, 26, 600_000);
        assertThat(engine.reconcileSinceMs(book, Books.NOW)).isZero();

        engine.beginReconcile(book, 1);

        assertThat(engine.reconcileSinceMs(book, Books.NOW)).isEqualTo(Books.NOW + 1 - 60_000);
        assertThat(engine.reconcileSinceMs(book, Books.NOW + 29_999)).isZero();
        assertThat(engine.reconcileSinceMs(book, Books.NOW + 30_000)).isPositive();
    }

    @Test
    void remembersSettledOrdersWhileReconcilingHoweverOldTheyAre() {
        Books.hold(engine, book, Books.BTC, Side.BUY, 26, 600_000);
        engine.beginReconcile(book, 1);
        OrderIntent later = Books.order(Books.ETH, "l", "l", Side.BUY, 10, null);
        var laterFill = new Fill(900, "l", Side.BUY, 600_000, 10, BigDecimal.ZERO, Books.NOW + 7_200_000);
        engine.order(book, Books.report(later, OrderStatus.FILLED, 10, laterFill), Books.active());

        Books.hold(engine, book, Books.BTC, Side.BUY, 26, 600_000);

        assertThat(book.instrument(Books.BTC).ledger.signedLots).isEqualTo(26);
    }

    @Test
    void remembersASettledOrderUntilTheReplayHasComeAnHourPastIt() {
        Books.hold(engine, book, Books.BTC, Side.BUY, 26, 600_000);
        String id = "e-" + Books.BTC;
        OrderIntent later = Books.order(Books.ETH, "l", "l", Side.BUY, 10, null);
        var laterFill = new Fill(900, "l", Side.BUY, 600_000, 10, BigDecimal.ZERO, Books.NOW + 7_200_000);

        engine.order(book, Books.report(later, OrderStatus.FILLED, 10, laterFill), Books.active());
        assertThat(book.order(id)).as("its candidate may still be read again").isNotNull();
        book.tickMs = Books.NOW + 3_600_001;
        engine.order(book, Books.report(later, OrderStatus.FILLED, 10, laterFill), Books.active());

        assertThat(book.order(id)).isNull();
    }

    @Test
    void reservesAgainWhatTheVenueToldAfterAnOrdersLastWord() {
        OrderIntent entry = Books.order("late", "p", Side.BUY, 10, null);
        engine.order(book, Books.report(entry, OrderStatus.CANCELED, 0), Books.active());
        assertThat(book.orders).isEmpty();
        assertThat(book.isActive(Books.BTC)).isFalse();

        Fill first = Books.fill(entry, 1, 600_000, 6, "0");
        engine.order(book, Books.report(entry, OrderStatus.FILLED, 10, first), Books.active());

        assertThat(book.order("late").pendingLots()).isEqualTo(4);
        assertThat(Valuation.of(book, Books.catalog()).reserved()).isPositive();
        assertThat(book.settledById).isEmpty();

        Fill second = Books.fill(entry, 2, 600_000, 4, "0");
        engine.order(book, Books.report(entry, OrderStatus.FILLED, 10, first, second), Books.active());

        assertThat(Valuation.of(book, Books.catalog()).reserved()).isZero();
        assertThat(book.orders).isEmpty();
        assertThat(book.instrument(Books.BTC).ledger.signedLots).isEqualTo(10);
    }

    @Test
    void publishesTheAccountOnceASecond() {
        Books.hold(engine, book, Books.BTC, Side.BUY, 1_000, 600_000);
        engine.mark(book, mark(594_000, 594_001), Books.active());

        AccountSnapshot first = engine.tick(book, Books.NOW, Books.active());

        assertThat(engine.tick(book, Books.NOW + 999, Books.active())).isNull();
        assertThat(engine.tick(book, Books.NOW + 1_000, Books.active())).isNotNull();
        // one coin from 60,000 to 59,400
        assertThat(first.wallet()).isEqualByComparingTo("100000");
        assertThat(first.equity()).isEqualByComparingTo("99400");
        assertThat(first.grossExposureRatio()).isEqualTo(59_400.0 / 99_400, Offset.offset(1e-12));
        assertThat(first.drawdownRatio()).isEqualTo(0.006, Offset.offset(1e-12));
        assertThat(first.dailyPnlRatio()).isEqualTo(-0.006, Offset.offset(1e-12));
        assertThat(first.marginUseRatio()).isEqualTo(60_000.0 / 99_400, Offset.offset(1e-12));
        assertThat(first.openPositions()).isEqualTo(1);
        assertThat(first.tradingState()).isEqualTo(TradingState.ACTIVE);
        assertThat(first.tradingVersion()).isEqualTo(Books.active().tradingVersion());
    }

    @Test
    void publishesWhichTradingStateItHasReadAlsoWhileALimitIsStricter() {
        book.isReducedByLimit = true;
        book.reducedAtVersion = 7;

        AccountSnapshot held = engine.tick(book, Books.NOW, Books.control(TradingState.ACTIVE, 7));
        AccountSnapshot resumed = engine.tick(book, Books.NOW + 1_000, Books.control(TradingState.ACTIVE, 8));

        assertThat(held.tradingState()).isEqualTo(TradingState.REDUCING);
        assertThat(held.tradingVersion()).isEqualTo(7);
        assertThat(resumed.tradingState()).isEqualTo(TradingState.ACTIVE);
        assertThat(resumed.tradingVersion()).isEqualTo(8);
    }

    private static PositionMark mark(long bidTicks, long askTicks) {
        return new PositionMark(
                Books.ACCOUNT,
                Books.BTC,
                "p",
                1_000,
                bidTicks,
                askTicks,
                BigDecimal.ZERO,
                590_000,
                620_000,
                0.5,
                Books.NOW);
    }

    @Test
    void aMarkThatBreaksTheDailyLimitReducesTheAccount() {
        Books.hold(engine, book, Books.BTC, Side.BUY, 1_000, 600_000);

        engine.mark(book, mark(569_999, 570_000), Books.active());

        assertThat(engine.tick(book, Books.NOW, Books.active()).tradingState()).isEqualTo(TradingState.REDUCING);
        assertThat(Books.rejectionOf(engine, book, Candidates.on(Books.ETH, 30_000, 30_001), Books.active()))
                .isEqualTo(SkipCode.L6_TRADING_STATE);
    }

    @Test
    void keepsTheNetResultsOfTheLastRoundTrips() {
        Books.hold(engine, book, Books.BTC, Side.BUY, 100, 600_000);
        OrderIntent exit = Books.order("x", "e-" + Books.BTC, Side.SELL, 100, ExitReason.TAKE_PROFIT);

        engine.order(
                book,
                Books.report(exit, OrderStatus.FILLED, 100, Books.fill(exit, 2, 606_000, 100, "6")),
                Books.active());

        // 60 gained on 6,000, 6 paid: 90 bp
        assertThat(book.outcomesBps).containsExactly(90.0);
    }
}
