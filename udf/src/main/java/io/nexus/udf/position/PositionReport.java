package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.PositionMark;
import java.math.BigDecimal;
import java.util.List;

/** Tells of positions: at the market, and once closed. */
final class PositionReport {
    private final Instrument instrument;

    PositionReport(Instrument instrument) {
        this.instrument = instrument;
    }

    /** The position at its newest touch; all zero when flat. Dust has no stop. */
    PositionMark mark(OpenPosition position, long nowMs) {
        boolean isFlat = position.ledger.isFlat();
        return new PositionMark(
                position.account(),
                instrument.key(),
                position.positionId(),
                position.ledger.signedLots,
                position.bidTicks,
                position.askTicks,
                isFlat ? BigDecimal.ZERO : position.ledger.unrealizedPnl(instrument, position.triggerTicks()),
                position.isIdle() ? 0 : position.stopTicks,
                position.isIdle() ? 0 : position.takeProfitTicks,
                position.volatility,
                nowMs);
    }

    /** The finished position: exact money, means over its executions. */
    TradeOutcome outcome(OpenPosition position, long nowMs) {
        OrderState entry = position.entry;
        EntryPlan plan = entry.intent.plan();
        BigDecimal fees = entry.fees();
        BigDecimal entryNotional = BigDecimal.ZERO;
        for (Fill fill : entry.fills) {
            entryNotional = entryNotional.add(instrument.notional(fill.priceTicks(), fill.lots()));
        }
        for (OrderState exit : position.exits) {
            fees = fees.add(exit.fees());
        }
        BigDecimal gross = position.ledger.realizedPnl;
        return new TradeOutcome(
                position.account(),
                instrument.key(),
                position.positionId(),
                entry.intent.side(),
                entry.knownFillLots(),
                entry.averagePriceTicks(),
                exitPriceTicks(position.exits),
                gross,
                fees,
                gross.subtract(fees).doubleValue() / entryNotional.doubleValue() * 10_000,
                position.lastReason == null ? ExitReason.RECONCILIATION : position.lastReason,
                plan == null ? Double.NaN : plan.confidence(),
                plan == null ? Double.NaN : plan.pWin(),
                plan == null ? Double.NaN : plan.expectedValueBps(),
                entry.slippageBps(),
                exitSlippageBps(position.exits),
                plan == null ? List.of() : plan.contributions(),
                plan == null ? "" : plan.models(),
                position.openedAtMs,
                nowMs);
    }

    private static double exitPriceTicks(List<OrderState> exits) {
        double value = 0;
        long lots = 0;
        for (OrderState exit : exits) {
            if (exit.knownFillLots() > 0) {
                value += exit.averagePriceTicks() * exit.knownFillLots();
                lots += exit.knownFillLots();
            }
        }
        return value / lots;
    }

    private static double exitSlippageBps(List<OrderState> exits) {
        double value = 0;
        long lots = 0;
        for (OrderState exit : exits) {
            if (exit.knownFillLots() > 0) {
                value += exit.slippageBps() * exit.knownFillLots();
                lots += exit.knownFillLots();
            }
        }
        return value / lots;
    }
}
