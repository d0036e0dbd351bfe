package io.nexus.domain.order;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.Contribution;
import java.math.BigDecimal;
import java.util.List;

/** What an entry order knows about the position it opens; travels with the order so that whoever sees the fill can manage it.
 *
 * @param stopTicks first protective stop
 * @param takeProfitTicks target
 * @param atrTicks ATR14 of 1 h bars at the decision
 * @param doubledMidTicks bid + ask at the decision: twice the mid, so that it stays whole
 * @param confidence calibrated confidence, 0 to 1
 * @param expectedValueBps after costs
 * @param riskScore 1 - risk multiplier, 0 to 1
 * @param volatility annualised final volatility at the decision
 * @param riskAtStop loss at the stop in quote units (R)
 * @param contributions kept signals of either side, with their weights
 * @param models versions and SERVING or FALLBACK of the models that took part */
public record EntryPlan(
        long stopTicks,
        long takeProfitTicks,
        double atrTicks,
        long doubledMidTicks,
        double confidence,
        double pWin,
        double expectedValueBps,
        double riskScore,
        double volatility,
        double mqScore,
        BigDecimal riskAtStop,
        List<Contribution> contributions,
        String models) {
    private static final int MAX_CONTRIBUTIONS = 1_000;

    /** Takes what an older savepoint holds: what it lacks is empty. */
    public EntryPlan {
        contributions = contributions == null ? List.of() : contributions;
        models = models == null ? "" : models;
        riskAtStop = riskAtStop == null ? BigDecimal.ZERO : riskAtStop;
    }

    /** This plan if everything is within its range.
     *
     * @throws IllegalArgumentException naming the field and its range */
    EntryPlan checked() {
        Check.inRange("plan.stopTicks", stopTicks, -Check.TICKS, Check.TICKS);
        Check.inRange("plan.takeProfitTicks", takeProfitTicks, -Check.TICKS, Check.TICKS);
        Check.inRange("plan.doubledMidTicks", doubledMidTicks, 0, 2 * Check.TICKS);
        Check.inRange("plan.confidence", confidence, 0, 1);
        Check.amount("plan.riskAtStop", riskAtStop);
        Check.list("plan.contributions", contributions, MAX_CONTRIBUTIONS);
        Check.text("plan.models", models, Check.TEXT);
        return this;
    }
}
