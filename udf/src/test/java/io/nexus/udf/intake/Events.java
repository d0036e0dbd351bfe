package io.nexus.udf.intake;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;

final class Events {
    static final String INSTRUMENT = "SIM|USDM|BTCUSDT";
    static final String ACCOUNT = "SIM|USDM|main";
    static final InstrumentCatalog INSTRUMENTS = new InstrumentCatalog(List.of(new Instrument(
            INSTRUMENT,
            "SIM",
            Market.USDM,
            "BTCUSDT",
            BigDecimal.ONE,
            BigDecimal.ONE,
            1,
            1_000,
            BigDecimal.ONE,
            BigDecimal.ONE,
            false,
            true,
            BigDecimal.ZERO)));
    private static final String ENTRY = ClientOrderId.entry("BTCUSDT", 1, 1);
    private static final EntryPlan PLAN =
            new EntryPlan(90, 120, 1, 201, 0.8, 0.5, 1, 0, 0.5, 0.6, BigDecimal.ONE, List.of(), "m");

    private Events() {}

    static MarketEvent quote(long sequence, long feedTimeMs) {
        return quote(sequence, feedTimeMs, Freshness.FRESH);
    }

    static MarketEvent quote(long sequence, long feedTimeMs, Freshness freshness) {
        Quote quote = new Quote(sequence, 100, 1, 101, 1);
        return new MarketEvent(
                MarketEventKind.QUOTE,
                INSTRUMENT,
                sequence,
                feedTimeMs,
                feedTimeMs,
                0,
                false,
                freshness,
                null,
                quote,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static MarketEvent end(long sequence, long feedTimeMs) {
        return new MarketEvent(
                MarketEventKind.END,
                INSTRUMENT,
                sequence,
                feedTimeMs,
                feedTimeMs,
                0,
                true,
                Freshness.FRESH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static OrderEvent admitted(OrderIntent intent) {
        return OrderEvent.admitted(intent, 1);
    }

    static OrderEvent report(OrderIntent intent, OrderStatus status, long filledLots) {
        List<Fill> fills = filledLots == 0
                ? List.of()
                : List.of(new Fill(
                        Math.abs((long) intent.clientOrderId().hashCode()),
                        intent.clientOrderId(),
                        intent.side(),
                        100,
                        filledLots,
                        BigDecimal.ONE,
                        1));
        OrderReport report = new OrderReport(intent.clientOrderId(), "1", status, filledLots, fills, 1, null);
        return OrderEvent.report(intent, report, 1, 1);
    }

    static OrderIntent entry(long lots) {
        return intent(ENTRY, OrderPurpose.ENTRY, Side.BUY, lots);
    }

    static OrderIntent close(long lots) {
        return intent(ENTRY + "x01", OrderPurpose.CLOSE, Side.SELL, lots);
    }

    static ControlMessage start(String runId, long version) {
        return ControlMessage.start(runId, 0).withVersion(version);
    }

    static ControlMessage trading(String account, TradingState state, long version) {
        return ControlMessage.of(new TradingStateChange(account, state, "test"), 0)
                .withVersion(version);
    }

    private static OrderIntent intent(String id, OrderPurpose purpose, Side side, long lots) {
        return new OrderIntent(
                ACCOUNT,
                INSTRUMENT,
                id,
                ENTRY,
                purpose,
                side,
                OrderType.LIMIT,
                TimeInForce.IOC,
                lots,
                101,
                purpose.isExit(),
                1,
                1,
                1,
                1,
                201,
                purpose.isExit() ? null : PLAN,
                null);
    }
}
