package io.nexus.udf.feedback;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.outcome.EpisodeOutcome;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import java.math.BigDecimal;
import java.util.List;

/** Makes outcomes. */
final class Outcomes {
    private Outcomes() {}

    static FeedbackInput episode(StrategyId strategy, double raw, double netBps, long atMs) {
        return episode(strategy, raw, netBps, 1, atMs);
    }

    static FeedbackInput episode(StrategyId strategy, double raw, double netBps, double strength, long atMs) {
        return FeedbackInput.of(new EpisodeOutcome(
                strategy, "i", 1, strength, raw, netBps, netBps > 0, Regime.RANGING, atMs - 1_000, atMs));
    }

    static TradeOutcome trade(
            Side side, String gross, String fees, double netBps, long closedAtMs, List<Contribution> contributions) {
        return new TradeOutcome(
                "a",
                "i",
                "p",
                side,
                1,
                1,
                1,
                new BigDecimal(gross),
                new BigDecimal(fees),
                netBps,
                ExitReason.TAKE_PROFIT,
                0.7,
                0.6,
                10,
                0,
                0,
                contributions,
                "",
                closedAtMs - 1_000,
                closedAtMs);
    }

    static FeedbackInput trade(int column, double pnl, double netBps, long atMs) {
        return new FeedbackInput(column, true, true, pnl > 0, netBps, pnl, 0, 0.7, atMs);
    }
}
