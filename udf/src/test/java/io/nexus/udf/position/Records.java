package io.nexus.udf.position;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ClientOrderId;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.StopNotice;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import java.math.BigDecimal;
import java.util.List;

/** Makes records for one instrument whose tick is 0.1 and lot 0.001, fee 5 bp, entered around 100,000 ticks. */
final class Records {
    static final Instrument BTC = instrument("BTCUSDT");
    static final String ACCOUNT = "BINANCE|USDM|main";
    static final String ENTRY = ClientOrderId.entry("BTCUSDT", 0, 1);
    static final long WALL_MS = 1_700_000_000_000L;

    private Records() {}

    static Instrument instrument(String symbol) {
        return new Instrument(
                Instrument.key("BINANCE", Market.USDM, symbol),
                "BINANCE",
                Market.USDM,
                symbol,
                new BigDecimal("0.1"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                new BigDecimal("5"),
                BigDecimal.ONE,
                false,
                true,
                new BigDecimal("0.0005"));
    }

    static EntryPlan plan(long stopTicks, long takeProfitTicks, double atrTicks) {
        return new EntryPlan(
                stopTicks,
                takeProfitTicks,
                atrTicks,
                200_000,
                0.7,
                0.6,
                12,
                0.2,
                0.5,
                0.6,
                new BigDecimal("20"),
                List.of(new Contribution(StrategyId.LVN_BREAKOUT, 1, 0.7, 0.8, 0.4)),
                "");
    }

    static OrderIntent entry(Side side, long lots, EntryPlan plan) {
        return entry(1, side, lots, plan);
    }

    static OrderIntent entry(long evaluation, Side side, long lots, EntryPlan plan) {
        String id = ClientOrderId.entry("BTCUSDT", 0, evaluation);
        return new OrderIntent(
                ACCOUNT,
                BTC.key(),
                id,
                id,
                OrderPurpose.ENTRY,
                side,
                OrderType.LIMIT,
                TimeInForce.IOC,
                lots,
                100_000,
                false,
                0,
                0,
                WALL_MS,
                evaluation,
                200_000,
                plan,
                null);
    }

    static OrderIntent close(CloseRequest request) {
        return new OrderIntent(
                request.account(),
                request.instrument(),
                request.clientOrderId(),
                request.positionId(),
                request.purpose(),
                request.side(),
                request.isMarket() ? OrderType.MARKET : OrderType.LIMIT,
                TimeInForce.IOC,
                request.lots(),
                request.limitTicks(),
                true,
                request.triggeredAtMs(),
                request.triggeredAtMs(),
                request.triggerSentAtWallMs(),
                0,
                request.doubledMidTicks(),
                null,
                request.reason());
    }

    static OrderEvent admitted(OrderIntent intent, long atMs) {
        OrderEventKind kind = OrderEventKind.ADMITTED;
        return new OrderEvent(
                kind, ACCOUNT, intent.instrument(), intent, null, null, atMs, WALL_MS + atMs, null, false, null);
    }

    static OrderEvent report(OrderIntent intent, OrderStatus status, long atMs, Fill... fills) {
        long filled = List.of(fills).stream().mapToLong(Fill::lots).sum();
        OrderReport report =
                new OrderReport(intent.clientOrderId(), "v1", status, filled, List.of(fills), WALL_MS + atMs, null);
        return OrderEvent.report(intent, report, atMs, WALL_MS + atMs);
    }

    static OrderEvent stopMoved(StopNotice stop, long atMs) {
        return OrderEvent.stopMoved(ACCOUNT, BTC.key(), stop, atMs);
    }

    static Fill fill(OrderIntent intent, long tradeId, long priceTicks, long lots) {
        return new Fill(
                tradeId,
                intent.clientOrderId(),
                intent.side(),
                priceTicks,
                lots,
                BTC.takerFee(priceTicks, lots),
                WALL_MS);
    }

    static Observed order(OrderEvent event, TradingState state) {
        return order(event, state, event.feedTimeMs());
    }

    static Observed order(OrderEvent event, TradingState state, long nowMs) {
        return new Observed(stamped(StampedKind.ORDER, null, event, nowMs, state), null, false, 0, 0, null, null, null);
    }

    static Observed quote(long bidTicks, long askTicks, long atMs, TradingState state) {
        return market(MarketEventKind.QUOTE, bidTicks, askTicks, atMs, state, null, null);
    }

    static Observed evaluation(
            long bidTicks, long askTicks, long atMs, TradingState state, Assessment assessment, MarketFacts facts) {
        return market(MarketEventKind.QUOTE, bidTicks, askTicks, atMs, state, assessment, facts);
    }

    static Observed tradingState(TradingState state, long atMs) {
        return new Observed(
                stamped(StampedKind.TRADING_STATE, null, null, atMs, state), null, false, 0, 0, null, null, null);
    }

    static Observed clock(TradingState state, long atMs) {
        return new Observed(stamped(StampedKind.CLOCK, null, null, atMs, state), null, false, 0, 0, null, null, null);
    }

    static Observed market(
            MarketEventKind kind,
            long bidTicks,
            long askTicks,
            long atMs,
            TradingState state,
            Assessment assessment,
            MarketFacts facts) {
        MarketEvent event = new MarketEvent(
                kind,
                BTC.key(),
                1,
                atMs,
                atMs,
                WALL_MS + atMs,
                false,
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
        return new Observed(
                stamped(StampedKind.MARKET, event, null, atMs, state),
                null,
                true,
                bidTicks,
                askTicks,
                facts,
                assessment,
                null);
    }

    static Assessment assessment(double mqScore, double volatility) {
        return new Assessment(
                new Dimensions(0.5, 0.5, 0.5, 0.5, 0.5, 0.5),
                mqScore,
                Grade.of(mqScore),
                Regime.RANGING,
                Regime.RANGING,
                0.5,
                new double[Regime.COUNT],
                volatility,
                0.5,
                false,
                false,
                false);
    }

    static MarketFacts facts(long bidTicks, long askTicks, double atrTicks) {
        return new MarketFacts(
                new double[65], bidTicks, askTicks, 1, 1, 1, atrTicks, 0, 0, 0.5, 0.5, Double.NaN, 0, false);
    }

    private static Stamped stamped(
            StampedKind kind, MarketEvent market, OrderEvent order, long atMs, TradingState state) {
        ControlView control = new ControlView(state, StrategyWeights.neutral(), null, Governance.identity(), null, 1);
        return new Stamped(kind, BTC.key(), market, order, 0, null, true, control, atMs, 0);
    }
}
