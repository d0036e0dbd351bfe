package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.skip.SkipCode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitChecksTest {
    private final LimitChecks checks = new LimitChecks(LimitConfig.defaults());

    private SkipCode firstFailure(RiskBook book, Valuation value, Proposal proposal, double varRatio) {
        Rejection failure = checks.firstFailure(book, value, proposal, varRatio, instrument -> null);
        return failure == null ? null : failure.check();
    }

    private static Valuation worth(String equity, String usedMargin, String reserved, Valuation.Exposure... exposures) {
        return new Valuation(
                new BigDecimal(equity),
                new BigDecimal(usedMargin),
                new BigDecimal(reserved),
                List.of(exposures),
                exposures.length,
                exposures.length);
    }

    private static Valuation.Exposure exposure(String notional) {
        return new Valuation.Exposure(Books.ETH, new BigDecimal(notional), 0.5);
    }

    private static Proposal proposal(String notional, String fee) {
        return proposal(Candidates.buy(), 600_601, notional, fee);
    }

    private static Proposal proposal(Candidates candidate, long limitTicks, String notional, String fee) {
        Instrument instrument = Books.catalog().get(Books.BTC);
        ExitLevels levels = ExitLevels.of(Side.BUY, 600_001, 4_500, ExitLevelsConfig.defaults());
        return new Proposal(
                candidate.build(),
                instrument,
                600_001,
                limitTicks,
                26,
                1,
                0.8,
                levels,
                new BigDecimal(notional),
                new BigDecimal(fee));
    }

    @Test
    void needsFreeMarginForNotionalAndFeesAfterReservations() {
        Valuation value = worth("100000", "60000", "38000");

        assertThat(firstFailure(Books.empty(), value, proposal("1999", "1"), 0)).isNull();
        assertThat(firstFailure(Books.empty(), value, proposal("1999", "1.00000001"), 0))
                .isEqualTo(SkipCode.L6_MARGIN);
    }

    @Test
    void keepsValueAtRiskWithinFivePercent() {
        Valuation value = worth("100000", "0", "0");

        assertThat(firstFailure(Books.empty(), value, proposal("1000", "1"), 0.05))
                .isNull();
        assertThat(firstFailure(Books.empty(), value, proposal("1000", "1"), 0.0500001))
                .isEqualTo(SkipCode.L6_VAR);
        assertThat(firstFailure(Books.empty(), value, proposal("1000", "1"), Double.NaN))
                .isEqualTo(SkipCode.L6_VAR);
    }

    @Test
    void keepsAPositionWithinTenPercentOfEquity() {
        Valuation value = worth("100000", "0", "0");

        assertThat(firstFailure(Books.empty(), value, proposal("10000", "5"), 0))
                .isNull();
        assertThat(firstFailure(Books.empty(), value, proposal("10000.01", "5"), 0))
                .isEqualTo(SkipCode.L6_POSITION_SIZE);
    }

    @Test
    void endsEntriesBeyondTheLossLimits() {
        RiskBook book = Books.empty();
        book.dayEquity = new BigDecimal("100000");
        book.weekEquity = new BigDecimal("100000");
        book.peakEquity = new BigDecimal("100000");
        Proposal proposal = proposal("1000", "1");

        assertThat(firstFailure(book, worth("97000", "0", "0"), proposal, 0)).isNull();
        assertThat(firstFailure(book, worth("96999.99", "0", "0"), proposal, 0)).isEqualTo(SkipCode.L6_DAILY_LOSS);

        book.dayEquity = new BigDecimal("94000");
        assertThat(firstFailure(book, worth("93000", "0", "0"), proposal, 0)).isNull();
        assertThat(firstFailure(book, worth("92999.99", "0", "0"), proposal, 0)).isEqualTo(SkipCode.L6_WEEKLY_LOSS);

        book.dayEquity = new BigDecimal("85001");
        book.weekEquity = new BigDecimal("85001");
        assertThat(firstFailure(book, worth("85000.01", "0", "0"), proposal, 0)).isNull();
        assertThat(firstFailure(book, worth("85000", "0", "0"), proposal, 0)).isEqualTo(SkipCode.L6_DRAWDOWN);
    }

    @Test
    void keepsGrossExposureWithinEquity() {
        // long 60,000 and short 39,000; net beta 21,000 stays small
        Valuation value = worth("100000", "0", "0", exposure("60000"), exposure("-39000"));

        assertThat(firstFailure(Books.empty(), value, proposal("1000", "0"), 0)).isNull();
        assertThat(firstFailure(Books.empty(), value, proposal("1000.01", "0"), 0))
                .isEqualTo(SkipCode.L6_GROSS_EXPOSURE);
    }

    @Test
    void keepsNetBetaExposureWithinThirtyPercent() {
        Valuation longBook = worth("100000", "0", "0", exposure("25000"));
        Valuation shortBook = worth("100000", "0", "0", exposure("-25000"));

        assertThat(firstFailure(Books.empty(), longBook, proposal("5000", "0"), 0))
                .isNull();
        assertThat(firstFailure(Books.empty(), longBook, proposal("5001", "0"), 0))
                .isEqualTo(SkipCode.L6_BETA_EXPOSURE);
        assertThat(firstFailure(Books.empty(), shortBook, proposal("5001", "0"), 0))
                .isNull();
    }

    @Test
    void measuresBetaAgainstTheVenuesBtcPerpetual() {
        double[] btc = new double[200];
        double[] eth = new double[200];
        for (int i = 0; i < btc.length; i++) {
            btc[i] = i % 2 == 0 ? 0.01 : -0.01;
            eth[i] = 2 * btc[i];
        }
        HourlyCloses reference = Books.closes(btc);
        HourlyCloses doubled = Books.closes(eth);
        // 14,000 of ETH at beta 2 = 28,000; 2,000 of BTC at beta 1 reach the limit
        Valuation value = worth("100000", "0", "0", exposure("14000"));

        Rejection within = checks.firstFailure(
                Books.empty(), value, proposal("1999", "0"), 0, i -> i.equals(Books.BTC) ? reference : doubled);
        Rejection beyond = checks.firstFailure(
                Books.empty(), value, proposal("2001", "0"), 0, i -> i.equals(Books.BTC) ? reference : doubled);

        assertThat(within).isNull();
        assertThat(beyond.check()).isEqualTo(SkipCode.L6_BETA_EXPOSURE);
    }

    @Test
    void holdsFiftyPositionsAtMost() {
        Valuation.Exposure[] held = new Valuation.Exposure[49];
        Arrays.fill(held, exposure("1"));
        Valuation.Exposure[] full = new Valuation.Exposure[50];
        Arrays.fill(full, exposure("1"));

        assertThat(firstFailure(Books.empty(), worth("100000", "0", "0", held), proposal("1", "0"), 0))
                .isNull();
        assertThat(firstFailure(Books.empty(), worth("100000", "0", "0", full), proposal("1", "0"), 0))
                .isEqualTo(SkipCode.L6_MAX_POSITIONS);
    }

    @Test
    void admitsTenOrdersASecondAtMost() {
        RiskEngine engine = Books.engine();
        RiskBook book = Books.empty();
        for (int i = 0; i < 10; i++) {
            Candidates candidate = Candidates.on(Books.alt(i), 60_000, 60_001);
            assertThat(Books.rejectionOf(engine, book, candidate.at(Books.NOW + i, 7), Books.active()))
                    .isNull();
        }

        SkipCode eleventh = Books.rejectionOf(
                engine, book, Candidates.on(Books.alt(10), 60_000, 60_001).at(Books.NOW + 999, 7), Books.active());
        SkipCode aSecondLater = Books.rejectionOf(
                engine, book, Candidates.on(Books.alt(11), 60_000, 60_001).at(Books.NOW + 1_000, 7), Books.active());

        assertThat(eleventh).isEqualTo(SkipCode.L6_ORDER_RATE);
        assertThat(aSecondLater).isNull();
    }

    @Test
    void keepsPricesWithinOnePercentOfTheMid() {
        Candidates even = Candidates.buy();
        even.bidTicks = 599_999;
        Valuation value = worth("100000", "0", "0");

        assertThat(firstFailure(Books.empty(), value, proposal(even, 606_000, "1000", "1"), 0))
                .isNull();
        assertThat(firstFailure(Books.empty(), value, proposal(even, 606_001, "1000", "1"), 0))
                .isEqualTo(SkipCode.L6_PRICE_COLLAR);
        assertThat(firstFailure(Books.empty(), value, proposal(even, 593_999, "1000", "1"), 0))
                .isEqualTo(SkipCode.L6_PRICE_COLLAR);
    }

    @Test
    void reservesWhatAnEntryMayStillNeedUntilItsLastWord() {
        RiskEngine engine = Books.engine();
        RiskBook book = Books.empty();
        engine.candidate(book, Candidates.buy().build(), Books.active(), i -> null);
        OrderIntent entry = book.orders.get(0).state.intent;

        // 26 lots at 60,060.1 and 5 bp
        assertThat(Valuation.of(book, Books.catalog()).reserved()).isEqualByComparingTo("1562.3433813");

        engine.order(
                book,
                Books.report(entry, OrderStatus.PARTIALLY_FILLED, 6, Books.fill(entry, 1, 600_001, 6, "0.1")),
                Books.active());
        // 20 lots on their way
        assertThat(Valuation.of(book, Books.catalog()).reserved()).isEqualByComparingTo("1201.802601");
        assertThat(Valuation.of(book, Books.catalog()).usedMargin()).isEqualByComparingTo("360.0006");

        engine.order(book, Books.report(entry, OrderStatus.UNKNOWN, 6), Books.active());
        assertThat(Valuation.of(book, Books.catalog()).reserved()).isEqualByComparingTo("1201.802601");

        engine.order(book, Books.report(entry, OrderStatus.CANCELED, 6), Books.active());
        assertThat(Valuation.of(book, Books.catalog()).reserved()).isZero();
    }

    @Test
    void letsNoTwoCandidatesUseTheSameMargin() {
        RiskEngine engine = Books.engine();
        RiskBook book = Books.empty();
        // long 50,000 and short 48,000: free margin of 2,000 holds one entry of 1,600 and not two
        Books.hold(engine, book, Books.alt(0), Side.BUY, 100_000, 5_000);
        Books.hold(engine, book, Books.alt(1), Side.SELL, 96_000, 5_000);

        SkipCode first = Books.rejectionOf(engine, book, Candidates.buy(), Books.active());
        SkipCode second = Books.rejectionOf(engine, book, Candidates.on(Books.ETH, 30_000, 30_001), Books.active());

        assertThat(first).isNull();
        assertThat(second).isEqualTo(SkipCode.L6_MARGIN);
    }
}
