package io.nexus.udf.routing;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.control.Governance;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.role.Governor;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.Route;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.input.MarketInputs;
import io.nexus.udf.input.MarketView;
import org.jspecify.annotations.Nullable;

/** The core of Layer 5: an aggregated signal in, a candidate or a skip out. Keeps scratch space only. Not
 * thread-safe. */
public final class Router {
    private final RoutingConfig config;
    private final ModelUse aggregator;
    private final TradedMarkets markets;
    private final MarketView market = new MarketView();

    /** @param aggregator who answered for model 4, for the record of models */
    public Router(RoutingConfig config, ModelUse aggregator, TradedMarkets markets) {
        this.config = config;
        this.aggregator = aggregator;
        this.markets = markets;
    }

    /** The candidate of an evaluation that goes on, or the skip. */
    public RoutingOutcome decide(Aggregated aggregated) {
        return decide(aggregated, route(aggregated), evidence(aggregated).pWin());
    }

    /** The router's answer before any gate. */
    public Route route(Aggregated aggregated) {
        return Route.fallback(
                aggregated.aggregatedSignal(),
                aggregated.signalStrength(),
                evidence(aggregated).netBps());
    }

    private static BinEvidence evidence(Aggregated aggregated) {
        return BinEvidence.of(
                aggregated.contributions(),
                aggregated.side(),
                stamped(aggregated).control().calibration());
    }

    /** The gates over any router's answer. */
    RoutingOutcome decide(Aggregated aggregated, Route route, double pWin) {
        Stamped stamped = stamped(aggregated);
        String models = route.use()
                .after(Governor.fallbackUse()
                        .after(aggregator.after(aggregated.weighted().models())));
        double[] tightening = stamped.control().governance().thresholdAdjustments();
        double minProbability = config.minActionProbability() + Math.max(0, tightening[Governance.ACTION_PROBABILITY]);
        double minConfidence = config.minConfidence() + Math.max(0, tightening[Governance.ROUTER_CONFIDENCE]);
        Side side = side(route, minProbability);
        Gate gate = side == null
                ? new Gate(SkipCode.L5_HOLD, Math.max(route.buyProbability(), route.sellProbability()), minProbability)
                : gate(aggregated, route, side, minConfidence);
        String account = markets.account(stamped.instrument());
        if (side == null || account == null || gate != null) {
            Gate closed = gate == null ? new Gate(SkipCode.L5_DATA_ONLY, Double.NaN, Double.NaN) : gate;
            return new RoutingOutcome(null, skip(stamped, route, closed, models));
        }
        return new RoutingOutcome(candidate(aggregated, route, pWin, account, models), null);
    }

    private record Gate(SkipCode code, double value, double limit) {}

    /** The side whose probability exceeds the gate; of two, the larger if it leads by the margin; else null. */
    private @Nullable Side side(Route route, double minProbability) {
        boolean isBuy = route.buyProbability() > minProbability;
        boolean isSell = route.sellProbability() > minProbability;
        double lead = route.buyProbability() - route.sellProbability();
        if (isBuy && isSell) {
            return Math.abs(lead) >= config.minMargin() && lead != 0 ? Side.ofSign(lead) : null;
        }
        return isBuy ? Side.BUY : isSell ? Side.SELL : null;
    }

    private @Nullable Gate gate(Aggregated aggregated, Route route, Side side, double minConfidence) {
        String instrument = stamped(aggregated).instrument();
        if (!(route.confidence() >= minConfidence)) {
            return new Gate(SkipCode.L5_LOW_CONFIDENCE, route.confidence(), minConfidence);
        }
        if (side != aggregated.side()) {
            return new Gate(SkipCode.L5_DIRECTION_CONFLICT, aggregated.aggregatedSignal(), Double.NaN);
        }
        if (side == Side.SELL && !markets.isShortable(instrument)) {
            return new Gate(SkipCode.L5_NOT_SHORTABLE, Double.NaN, Double.NaN);
        }
        if (markets.account(instrument) == null) {
            return new Gate(SkipCode.L5_DATA_ONLY, Double.NaN, Double.NaN);
        }
        return facts(aggregated).isCold() ? new Gate(SkipCode.L5_COLD, Double.NaN, Double.NaN) : null;
    }

    private static SkipRecord skip(Stamped stamped, Route route, Gate gate, String models) {
        String detail = "buyProbability=" + route.buyProbability() + " sellProbability=" + route.sellProbability()
                + " confidence=" + route.confidence() + " valueEstimateBps=" + route.valueEstimateBps()
                + (Double.isNaN(gate.limit()) ? "" : " limit=" + gate.limit());
        return new SkipRecord(
                gate.code(),
                stamped.instrument(),
                stamped.evaluation(),
                stamped.feedTimeMs(),
                detail,
                gate.value(),
                gate.limit(),
                models);
    }

    private Candidate candidate(Aggregated aggregated, Route route, double pWin, String account, String models) {
        Stamped stamped = stamped(aggregated);
        MarketFacts facts = facts(aggregated);
        Assessment assessment = assessment(aggregated);
        Observed observed = aggregated.weighted().signaled().observed();
        market.show(observed.context(), facts.features());
        return new Candidate(
                account,
                stamped.instrument(),
                aggregated.side(),
                stamped.evaluation(),
                stamped.feedTimeMs(),
                requireNonNull(stamped.market()).sentAtWallMs(),
                stamped.intakeAtWallNs(),
                facts.bidTicks(),
                facts.askTicks(),
                aggregated.side() == Side.BUY ? facts.askDepthLots() : facts.bidDepthLots(),
                facts.spreadBps(),
                facts.atrTicks(),
                facts.hourlyTrendSlope(),
                assessment.finalVolatility(),
                assessment.volatilityPercentile(),
                assessment.regime(),
                assessment.mqScore(),
                assessment.dimensions().liquidity(),
                aggregated.weighted().anomalyScore(),
                aggregated.weighted().sizeFactor(),
                aggregated.aggregatedSignal(),
                aggregated.signalStrength(),
                route.confidence(),
                route.valueEstimateBps(),
                pWin,
                1 - aggregated.agreement(),
                aggregated.agreement(),
                facts.fundingRateRatio(),
                aggregated.contributions(),
                stamped.control().version(),
                models,
                MarketInputs.ALL.of(market));
    }

    private static Stamped stamped(Aggregated aggregated) {
        return aggregated.weighted().signaled().observed().stamped();
    }

    private static MarketFacts facts(Aggregated aggregated) {
        Observed observed = aggregated.weighted().signaled().observed();
        return requireNonNull(observed.facts());
    }

    private static Assessment assessment(Aggregated aggregated) {
        Observed observed = aggregated.weighted().signaled().observed();
        return requireNonNull(observed.assessment());
    }
}
