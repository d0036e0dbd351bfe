package io.nexus.udf.risk;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.account.TradingStatus;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Instruments, control and order events for the tests of Layer 6. BTC: tick 0.1, lot 0.001, so one lot is worth 60 at 60,000;
 * fee 5 bp. */
final class Books {
    static final String ACCOUNT = "BINANCE|USDM|main";
    static final String BTC = "BINANCE|USDM|BTCUSDT";
    static final String ETH = "BINANCE|USDM|ETHUSDT";
    /** Wednesday 2024-08-07 12:00 UTC. */
    static final long NOW = 1_723_032_000_000L;

    static final RiskConfig CONFIG = RiskConfig.defaults();

    private Books() {}

    static Instrument instrument(String symbol, String minNotional) {
        return new Instrument(
                Instrument.key("BINANCE", Market.USDM, symbol),
                "BINANCE",
                Market.USDM,
                symbol,
                new BigDecimal("0.1"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                new BigDecimal(minNotional),
                BigDecimal.ONE,
                false,
                true,
                new BigDecimal("0.0005"));
    }

    static InstrumentCatalog catalog() {
        List<Instrument> all = new ArrayList<>(List.of(instrument("BTCUSDT", "100"), instrument("ETHUSDT", "20")));
        for (int i = 0; i < 60; i++) {
            all.add(instrument("ALT" + i + "USDT", "5"));
        }
        return new InstrumentCatalog(all);
    }

    static String alt(int i) {
        return "BINANCE|USDM|ALT" + i + "USDT";
    }

    static RiskEngine engine() {
        return new RiskEngine(CONFIG, catalog());
    }

    static RiskBook empty() {
        RiskBook book = engine().newBook(ACCOUNT);
        book.tickMs = NOW;
        return book;
    }

    static Calibration noEpisodes() {
        int bins = StrategyId.COUNT * Calibration.BINS;
        return new Calibration(
                new double[bins],
                new double[bins],
                new double[bins],
                new double[bins],
                new double[StrategyId.COUNT * Calibration.QUANTILES],
                0);
    }

    static AccountControl active() {
        return control(TradingState.ACTIVE, 2);
    }

    /** ACTIVE under a governance of some version. */
    static AccountControl governed(Governance governance, long governanceVersion) {
        TradingStatus active = new TradingStatus(TradingState.ACTIVE, TradingCause.CONTROL, "test");
        return new AccountControl(active, 2, "id-2", governance, governanceVersion, noEpisodes());
    }

    static AccountControl control(TradingState state, long version) {
        TradingStatus trading = new TradingStatus(state, TradingCause.CONTROL, "test");
        return new AccountControl(trading, version, "id-" + version, Governance.identity(), 0, noEpisodes());
    }

    static ControlMessage start(String runId, long version) {
        return ControlMessage.start(runId, NOW).withVersion(version);
    }

    static ControlMessage state(String account, TradingState state, long version) {
        return ControlMessage.of(new TradingStateChange(account, state, "test"), NOW)
                .withVersion(version);
    }

    static SkipCode rejectionOf(RiskBook book, Candidates candidate, AccountControl control) {
        return rejectionOf(engine(), book, candidate, control);
    }

    /** The code at which the candidate ends; null if it is admitted. */
    static SkipCode rejectionOf(RiskEngine engine, RiskBook book, Candidates candidate, AccountControl control) {
        Verdict verdict = engine.candidate(book, candidate.build(), control, instrument -> null);
        return verdict.skip() == null ? null : verdict.skip().code();
    }

    static OrderIntent order(String id, String positionId, Side side, long lots, ExitReason exit) {
        return order(BTC, id, positionId, side, lots, exit);
    }

    static OrderIntent order(String instrument, String id, String positionId, Side side, long lots, ExitReason exit) {
        return new OrderIntent(
                ACCOUNT,
                instrument,
                id,
                positionId,
                exit == null ? OrderPurpose.ENTRY : OrderPurpose.CLOSE,
                side,
                OrderType.LIMIT,
                TimeInForce.IOC,
                lots,
                600_000,
                exit != null,
                NOW,
                NOW,
                5_000_000,
                0,
                1_200_000,
                null,
                exit);
    }

    static Fill fill(OrderIntent order, long tradeId, long ticks, long lots, String fee) {
        return new Fill(tradeId, order.clientOrderId(), order.side(), ticks, lots, new BigDecimal(fee), NOW + tradeId);
    }

    static OrderEvent report(OrderIntent order, OrderStatus status, long filledLots, Fill... fills) {
        OrderReport report = new OrderReport(order.clientOrderId(), "v", status, filledLots, List.of(fills), NOW, null);
        return OrderEvent.report(order, report, NOW, 6_000_000);
    }

    static OrderEvent funding(FundingPayment... payments) {
        AccountReport report = new AccountReport(BigDecimal.ZERO, List.of(), List.of(payments), NOW);
        return OrderEvent.account(ACCOUNT, report, NOW, 6_000_000);
    }

    static OrderEvent reconciled(long wallMs) {
        return OrderEvent.reconciled(ACCOUNT, NOW, wallMs);
    }

    /** Opens a filled position. */
    static void hold(RiskEngine engine, RiskBook book, String instrument, Side side, long lots, long ticks) {
        OrderIntent entry = order(instrument, "e-" + instrument, "e-" + instrument, side, lots, null);
        engine.order(book, report(entry, OrderStatus.FILLED, lots, fill(entry, 1, ticks, lots, "0")), active());
    }

    /** Hourly closes with the given returns, the last one an hour before {@link #NOW}. */
    static HourlyCloses closes(double... returns) {
        HourlyCloses closes = new HourlyCloses();
        double price = 100;
        long hourMs = 3_600_000;
        long first = NOW - hourMs * (returns.length + 1);
        closes.add(first, price);
        for (int i = 0; i < returns.length; i++) {
            price *= 1 + returns[i];
            closes.add(first + hourMs * (i + 1), price);
        }
        return closes;
    }
}
