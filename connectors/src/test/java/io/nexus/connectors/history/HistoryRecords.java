package io.nexus.connectors.history;

import io.nexus.domain.decision.Decision;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopCause;
import io.nexus.domain.position.StopMove;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import java.math.BigDecimal;
import java.util.List;

/** Makes records of one account and instrument; tick 0.1, lot 0.001. */
final class HistoryRecords {
    static final String ACCOUNT = "BINANCE|USDM|main";
    static final Instrument BTC = new Instrument(
            "BINANCE|USDM|BTCUSDT",
            "BINANCE",
            Market.USDM,
            "BTCUSDT",
            new BigDecimal("0.1"),
            new BigDecimal("0.001"),
            1,
            1_000_000,
            new BigDecimal("5"),
            BigDecimal.ONE,
            false,
            true,
            new BigDecimal("0.0005"));
    static final InstrumentCatalog CATALOG = new InstrumentCatalog(List.of(BTC));

    private HistoryRecords() {}

    private static final List<Contribution> SPOKE = List.of(
            new Contribution(StrategyId.VWAP_REVERSION, 1, 0.7, 0.7, 0.5),
            new Contribution(StrategyId.CUMULATIVE_DELTA, -1, 0.7, 0.7, 0.5));

    static OrderIntent entry(String id) {
        EntryPlan plan = new EntryPlan(
                98_000, 104_000, 300, 200_000, 0.7, 0.6, 12, 0.2, 0.5, 0.6, new BigDecimal("20"), SPOKE, "m:1");
        return intent(id, id, OrderPurpose.ENTRY, Side.BUY, OrderType.LIMIT, plan, null);
    }

    static OrderIntent close(String id, String positionId) {
        return intent(id, positionId, OrderPurpose.CLOSE, Side.SELL, OrderType.MARKET, null, ExitReason.TRAILING_STOP);
    }

    private static OrderIntent intent(
            String id,
            String positionId,
            OrderPurpose purpose,
            Side side,
            OrderType type,
            EntryPlan plan,
            ExitReason reason) {
        return new OrderIntent(
                ACCOUNT,
                BTC.key(),
                id,
                positionId,
                purpose,
                side,
                type,
                TimeInForce.IOC,
                1_000,
                100_010,
                purpose.isExit(),
                5_000,
                4_990,
                4_980,
                17,
                200_000,
                plan,
                reason);
    }

    static OrderEvent admitted(OrderIntent intent) {
        return OrderEvent.admitted(intent, 5_000);
    }

    static OrderEvent report(OrderIntent intent, OrderStatus status, long atMs, Fill... fills) {
        long filled = List.of(fills).stream().mapToLong(Fill::lots).sum();
        OrderReport report = new OrderReport(intent.clientOrderId(), "v7", status, filled, List.of(fills), atMs, null);
        return OrderEvent.report(intent, report, atMs, atMs);
    }

    static Fill fill(OrderIntent intent, long tradeId, long ticks, long lots) {
        return new Fill(tradeId, intent.clientOrderId(), intent.side(), ticks, lots, BTC.takerFee(ticks, lots), 5_100);
    }

    static PositionMark mark(long signedLots, long bidTicks, long atMs) {
        return new PositionMark(
                ACCOUNT,
                BTC.key(),
                "e1",
                signedLots,
                bidTicks,
                bidTicks + 1,
                new BigDecimal("1.5"),
                98_000,
                104_000,
                Double.NaN,
                atMs);
    }

    static StopMove stopMove(int sequence, long from, long to) {
        return new StopMove(ACCOUNT, BTC.key(), "e1", sequence, StopCause.TRAILING, from, to, 101_000, 101_001, 6_000);
    }

    static TradeOutcome outcome(String positionId, String gross, String fees, long closedAtMs) {
        return new TradeOutcome(
                ACCOUNT,
                BTC.key(),
                positionId,
                Side.BUY,
                1_000,
                100_000,
                100_500,
                new BigDecimal(gross),
                new BigDecimal(fees),
                39.5,
                ExitReason.TRAILING_STOP,
                0.7,
                Double.NaN,
                12,
                0.5,
                0.6,
                List.of(new Contribution(StrategyId.LVN_BREAKOUT, 1, 0.7, 0.8, 0.4)),
                "m:1",
                5_100,
                closedAtMs);
    }

    static Decision decision(String id) {
        return new Decision(
                ACCOUNT,
                BTC.key(),
                id,
                Side.BUY,
                17,
                5_000,
                new BigDecimal("10001.0"),
                new BigDecimal("1.000"),
                new BigDecimal("10001.0"),
                new BigDecimal("9800.0"),
                new BigDecimal("10400.0"),
                0.7,
                0.2,
                12,
                15,
                0.8,
                0.01,
                "m:1");
    }
}
