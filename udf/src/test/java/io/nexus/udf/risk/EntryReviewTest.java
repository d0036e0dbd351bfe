package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntryReviewTest {

    @Test
    void sizesPricesAndProtectsAnEntryByTheRules() {
        // ES = 2.66521422 * 0.5 * sqrt(30 / 525960) = 0.010064, below the target of 0.012: multiplier 1.
        // size = 100,000 * 0.02 * 1 * 0.8 = 1,600; limit = 600,001 + floor(600.001) = 600,601 ticks = 60,060.1;
        // one lot 60.0601, 26 lots = 1,561.5626
        Verdict verdict =
                Books.engine().candidate(Books.empty(), Candidates.buy().build(), Books.active(), i -> null);

        OrderIntent order = verdict.order();
        assertThat(verdict.skip()).isNull();
        assertThat(order.lots()).isEqualTo(26);
        assertThat(order.limitTicks()).isEqualTo(600_601);
        assertThat(order.side()).isEqualTo(Side.BUY);
        assertThat(order.type()).isEqualTo(OrderType.LIMIT);
        assertThat(order.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(order.isReduceOnly()).isFalse();
        assertThat(order.clientOrderId()).isEqualTo("NEXUS_BTCUSDT_1723032000_000007");
        assertThat(order.positionId()).isEqualTo(order.clientOrderId());
        // stop: 2 * 4,500 = 9,000 ticks (1.5 %), target 18,000
        assertThat(order.plan().stopTicks()).isEqualTo(600_001 - 9_000);
        assertThat(order.plan().takeProfitTicks()).isEqualTo(600_001 + 18_000);
        // 900.0 quote units a coin, 0.026 coins
        assertThat(order.plan().riskAtStop()).isEqualByComparingTo("23.4");
        assertThat(order.plan().riskScore()).isZero();
        assertThat(verdict.decision().notional()).isEqualByComparingTo("1561.5626");
        assertThat(verdict.decision().stopLoss()).isEqualByComparingTo("59100.1");
        assertThat(verdict.decision().takeProfit()).isEqualByComparingTo("61800.1");
        assertThat(verdict.decision().quantity()).isEqualByComparingTo("0.026");
        // 0.5 * 299.9995 - 0.5 * 149.99975 - (1 + 10 + 1 + 0)
        assertThat(order.plan().expectedValueBps()).isCloseTo(62.999875, within(1e-5));
        assertThat(verdict.count().name()).isEqualTo("entryOrders");
    }

    @Test
    void mirrorsASell() {
        Verdict verdict =
                Books.engine().candidate(Books.empty(), Candidates.sell().build(), Books.active(), i -> null);

        // 600,000 - floor(600) = 599,400; valued at the mid 600,001 (rounded up): 60.0001 a lot, 26 lots
        assertThat(verdict.order().limitTicks()).isEqualTo(599_400);
        assertThat(verdict.order().lots()).isEqualTo(26);
        assertThat(verdict.order().plan().stopTicks()).isEqualTo(609_000);
        assertThat(verdict.order().plan().takeProfitTicks()).isEqualTo(582_000);
        assertThat(verdict.decision().notional()).isEqualByComparingTo("1560.0026");
    }

    @ParameterizedTest
    @EnumSource(TradingState.class)
    void admitsEntriesOnlyWhenActive(TradingState state) {
        SkipCode rejection = Books.rejectionOf(Books.empty(), Candidates.buy(), Books.control(state, 2));

        assertThat(rejection).isEqualTo(state == TradingState.ACTIVE ? null : SkipCode.L6_TRADING_STATE);
    }

    @Test
    void rejectsASecondEntryOnAnInstrument() {
        RiskEngine engine = Books.engine();
        RiskBook book = Books.empty();

        engine.candidate(book, Candidates.buy().build(), Books.active(), i -> null);

        assertThat(Books.rejectionOf(engine, book, Candidates.buy().at(Books.NOW, 8), Books.active()))
                .isEqualTo(SkipCode.L6_DUPLICATE);
    }

    @Test
    void waitsFiveMinutesAfterAStopAndNotAfterATarget() {
        RiskEngine engine = Books.engine();
        RiskBook stopped = closedBy(engine, ExitReason.STOP_LOSS);
        RiskBook won = closedBy(engine, ExitReason.TAKE_PROFIT);

        assertThat(Books.rejectionOf(engine, stopped, Candidates.buy().at(Books.NOW + 299_999, 8), Books.active()))
                .isEqualTo(SkipCode.L6_COOL_DOWN);
        assertThat(Books.rejectionOf(engine, stopped, Candidates.buy().at(Books.NOW + 300_000, 8), Books.active()))
                .isNull();
        assertThat(Books.rejectionOf(engine, won, Candidates.buy().at(Books.NOW + 1, 8), Books.active()))
                .isNull();
    }

    private static RiskBook closedBy(RiskEngine engine, ExitReason reason) {
        RiskBook book = Books.empty();
        Books.hold(engine, book, Books.BTC, Side.BUY, 10, 600_000);
        OrderIntent exit = Books.order("x", "e-" + Books.BTC, Side.SELL, 10, reason);
        engine.order(
                book,
                Books.report(exit, OrderStatus.FILLED, 10, Books.fill(exit, 2, 600_000, 10, "0")),
                Books.active());
        return book;
    }

    @Test
    void rejectsCandidatesThatLieFarBehindTheClock() {
        RiskBook book = Books.empty();

        book.tickMs = Books.NOW + 5_001;
        assertThat(Books.rejectionOf(book, Candidates.buy(), Books.active())).isEqualTo(SkipCode.L6_FEED_AGE);

        book.tickMs = Books.NOW + 5_000;
        assertThat(Books.rejectionOf(book, Candidates.buy(), Books.active())).isNull();
    }

    @Test
    void rejectsMarketsTooWildForTheirLeastSize() {
        // multiplier = 0.012 / (2.66521422 * vol * 0.00755243) = 0.3 at vol 1.98722
        Candidates wild = Candidates.buy();
        wild.volatility = 1.988;
        Candidates calmer = Candidates.buy();
        calmer.volatility = 1.987;
        Candidates unknown = Candidates.buy();
        unknown.volatility = Double.NaN;

        assertThat(Books.rejectionOf(Books.empty(), wild, Books.active())).isEqualTo(SkipCode.L6_RISK_MULTIPLIER);
        assertThat(Books.rejectionOf(Books.empty(), unknown, Books.active())).isEqualTo(SkipCode.L6_RISK_MULTIPLIER);
        assertThat(Books.rejectionOf(Books.empty(), calmer, Books.active())).isNull();
    }

    @Test
    void rejectsEntriesAgainstTheMarketClass() {
        assertThat(withSlope(Side.BUY, -0.10)).isEqualTo(SkipCode.L6_CLASS_CONFLICT);
        assertThat(withSlope(Side.SELL, 0.10)).isEqualTo(SkipCode.L6_CLASS_CONFLICT);
        assertThat(withSlope(Side.BUY, -0.0999)).isNull();
        assertThat(withSlope(Side.BUY, 0.5)).isNull();
        assertThat(withSlope(Side.SELL, -0.5)).isNull();
        assertThat(withSlope(Side.SELL, Double.NaN)).isNull();
    }

    private static SkipCode withSlope(Side side, double slope) {
        Candidates candidate = side == Side.BUY ? Candidates.buy() : Candidates.sell();
        candidate.slope = slope;
        return Books.rejectionOf(Books.empty(), candidate, Books.active());
    }

    @Test
    void rejectsSizesBelowTheVenuesLeastOrder() {
        // least notional 100 = two lots of 60.0601; 0.075073 * 1,600 = 120.117 holds 1.99 lots, 0.0751 holds 2.0007
        Candidates small = Candidates.buy();
        small.sizeFactor = 0.07507;
        Candidates enough = Candidates.buy();
        enough.sizeFactor = 0.0751;

        assertThat(Books.rejectionOf(Books.empty(), small, Books.active())).isEqualTo(SkipCode.L6_TOO_SMALL);
        assertThat(Books.rejectionOf(Books.empty(), enough, Books.active())).isNull();
    }

    @Test
    void rejectsEntriesThatAreWorthNothingAfterCosts() {
        // p * 300 - (1 - p) * 150 - 12 = 0 at p = 0.36: a little less with the ask's odd tick
        Candidates worthless = Candidates.buy();
        worthless.pWin = 0.3599;
        Candidates worthy = Candidates.buy();
        worthy.pWin = 0.3601;
        Candidates paysFunding = Candidates.buy();
        paysFunding.pWin = 0.3601;
        paysFunding.fundingRateRatio = 0.0001;
        Candidates receivesFunding = Candidates.buy();
        receivesFunding.pWin = 0.3601;
        receivesFunding.fundingRateRatio = -0.0001;

        assertThat(Books.rejectionOf(Books.empty(), worthless, Books.active())).isEqualTo(SkipCode.L6_NEGATIVE_VALUE);
        assertThat(Books.rejectionOf(Books.empty(), worthy, Books.active())).isNull();
        assertThat(Books.rejectionOf(Books.empty(), paysFunding, Books.active()))
                .isEqualTo(SkipCode.L6_NEGATIVE_VALUE);
        assertThat(Books.rejectionOf(Books.empty(), receivesFunding, Books.active()))
                .isNull();
    }

    @Test
    void rejectsEntriesTheRouterExpectsNothingFrom() {
        Candidates none = Candidates.buy();
        none.valueEstimateBps = 0;
        Candidates unknown = Candidates.buy();
        unknown.valueEstimateBps = Double.NaN;
        Candidates some = Candidates.buy();
        some.valueEstimateBps = 0.01;

        assertThat(Books.rejectionOf(Books.empty(), none, Books.active())).isEqualTo(SkipCode.L6_LOW_VALUE_ESTIMATE);
        assertThat(Books.rejectionOf(Books.empty(), unknown, Books.active())).isEqualTo(SkipCode.L6_LOW_VALUE_ESTIMATE);
        assertThat(Books.rejectionOf(Books.empty(), some, Books.active())).isNull();
    }

    @Test
    void rejectsCandidatesMadeBeforeTheNewestGovernance() {
        AccountControl newer = Books.governed(Governance.identity(), 101);

        assertThat(Books.rejectionOf(Books.empty(), Candidates.buy(), newer)).isEqualTo(SkipCode.L6_MODEL_VERSION);

        AccountControl same = Books.governed(Governance.identity(), 100);
        assertThat(Books.rejectionOf(Books.empty(), Candidates.buy(), same)).isNull();
    }

    @Test
    void namesCheckValueAndLimitInTheSkip() {
        Candidates none = Candidates.buy();
        none.valueEstimateBps = -3;

        SkipRecord skip = Books.engine()
                .candidate(Books.empty(), none.build(), Books.active(), i -> null)
                .skip();

        assertThat(skip.evaluation()).isEqualTo(7);
        assertThat(skip.value()).isEqualTo(-3);
        assertThat(skip.limit()).isZero();
        assertThat(skip.detail()).startsWith("check=L6.LOW_VALUE_ESTIMATE value=-3.0 limit=0.0");
        assertThat(skip.models()).isEqualTo("9:0:FALLBACK");
    }
}
