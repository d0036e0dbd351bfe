package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import java.util.List;

/** A candidate that passes every gate on an empty book of 100,000, one field at a time made otherwise: BTC at 60,000.0 /
 * 60,000.1 (tick 0.1), so touch 600,000 and 600,001 ticks. */
final class Candidates {
    String instrument = Books.BTC;
    Side side = Side.BUY;
    long evaluation = 7;
    long feedTimeMs = Books.NOW;
    long bidTicks = 600_000;
    long askTicks = 600_001;
    double spreadBps = 1;
    double atrTicks = 4_500;
    double slope = 0;
    double volatility = 0.5;
    double sizeFactor = 1;
    double routerConfidence = 0.8;
    double valueEstimateBps = 5;
    double pWin = 0.5;
    double fundingRateRatio = 0;
    long controlVersion = 100;
    long sentAtWallMs = 5_000_000;
    double[] marketInputs = new double[0];
    /** Percentile, scores, aggregate and agreement all move with it; NaN leaves them as they are. */
    double assessed = Double.NaN;

    static Candidates buy() {
        return new Candidates();
    }

    static Candidates sell() {
        Candidates sell = new Candidates();
        sell.side = Side.SELL;
        return sell;
    }

    static Candidates on(String instrument, long bidTicks, long askTicks) {
        Candidates other = new Candidates();
        other.instrument = instrument;
        other.bidTicks = bidTicks;
        other.askTicks = askTicks;
        return other;
    }

    Candidates at(long newFeedTimeMs, long newEvaluation) {
        feedTimeMs = newFeedTimeMs;
        evaluation = newEvaluation;
        return this;
    }

    Candidate build() {
        return new Candidate(
                Books.ACCOUNT,
                instrument,
                side,
                evaluation,
                feedTimeMs,
                sentAtWallMs,
                1_000,
                bidTicks,
                askTicks,
                1_000_000,
                spreadBps,
                atrTicks,
                slope,
                volatility,
                or(0.5),
                assessed > 0.5 ? Regime.RANGING : Regime.TRENDING_UP,
                or(0.6),
                or(0.6),
                or(0.1),
                sizeFactor,
                or(0.5),
                or(0.8),
                routerConfidence,
                valueEstimateBps,
                pWin,
                or(0.1),
                or(0.9),
                fundingRateRatio,
                contributions(),
                controlVersion,
                "9:0:FALLBACK",
                marketInputs);
    }

    private double or(double ordinary) {
        return Double.isNaN(assessed) ? ordinary : assessed;
    }

    private List<Contribution> contributions() {
        Contribution own = new Contribution(StrategyId.VWAP_REVERSION, side.sign(), 0.8, 0.9, 0.7);
        return assessed > 0.7
                ? List.of(own, new Contribution(StrategyId.LVN_BREAKOUT, side.sign(), 0.8, 0.9, 0.7))
                : List.of(own);
    }
}
