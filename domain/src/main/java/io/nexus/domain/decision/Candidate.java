package io.nexus.domain.decision;

import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Contribution;
import java.util.List;

/** What leaves Layer 5 for Layer 6: a wish to open, with all that risk needs to know of its instrument.
 *
 * @param account that would trade it
 * @param feedTimeMs of the triggering event
 * @param triggerSentAtWallMs wall clock at which that event was signed
 * @param intakeAtWallNs wall clock in nanoseconds since the epoch when its trigger was read, for latency only
 * @param depthLots displayed on the side it would take, within 10 bp
 * @param atrTicks ATR14 of 1 h bars; NaN without enough bars
 * @param hourlyTrendSlope slope of EMA50 of 1 h closes per hour, in units of hourly sigma; NaN without enough bars
 * @param sizeFactor product of anomaly and UNCERTAIN halvings, in (0, 1]
 * @param routerConfidence raw confidence from Layer 5
 * @param valueEstimateBps the router's, net
 * @param pWin mean win probability of the contributing bins, 0 to 1
 * @param uncertainty of the ensemble, 0 to 1
 * @param agreement share of kept weight on the winning side, 0 to 1
 * @param fundingRateRatio per interval, positive = longs pay; NaN if unknown
 * @param controlVersion newest control version that was applied
 * @param models as in a skip record
 * @param marketInputs what models may be asked with of this market at the evaluation, in the order of the dictionary of inputs; of an
 *     older release shorter, or empty */
public record Candidate(
        String account,
        String instrument,
        Side side,
        long evaluation,
        long feedTimeMs,
        long triggerSentAtWallMs,
        long intakeAtWallNs,
        long bidTicks,
        long askTicks,
        long depthLots,
        double spreadBps,
        double atrTicks,
        double hourlyTrendSlope,
        double finalVolatility,
        double volatilityPercentile,
        Regime regime,
        double mqScore,
        double liquidityScore,
        double anomalyScore,
        double sizeFactor,
        double aggregatedSignal,
        double signalStrength,
        double routerConfidence,
        double valueEstimateBps,
        double pWin,
        double uncertainty,
        double agreement,
        double fundingRateRatio,
        List<Contribution> contributions,
        long controlVersion,
        String models,
        double[] marketInputs) {

    /** Takes what an older savepoint holds: what it lacks is unknown. */
    public Candidate {
        marketInputs = marketInputs == null ? new double[0] : marketInputs;
    }

    /** Value of the market at a place of the dictionary; NaN if it is not carried. */
    public double marketInput(int place) {
        return place < marketInputs.length ? marketInputs[place] : Double.NaN;
    }
}
