package io.nexus.lab.funnel;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.Route;
import io.nexus.models.role.SignalAggregator;
import io.nexus.udf.aggregation.AggregationOutcome;
import io.nexus.udf.aggregation.Aggregator;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.meta.MetaLearner;
import io.nexus.udf.meta.MetaOutcome;
import io.nexus.udf.routing.Router;
import io.nexus.udf.routing.TradedMarkets;
import java.util.EnumMap;
import java.util.Map;

/** Takes evaluations on through Layers 3 to 5 as the job does, and says what each gate read. An account that holds nothing trades
 * every USD-M instrument. */
final class Gates {
    private static final int AGGREGATOR = 4;
    private static final String ACCOUNT = "BINANCE|USDM|study";

    private final MetaLearner meta;
    private final Aggregator aggregator;
    private final Router router;

    Gates(LayersConfig config, ModelCatalog models, InstrumentCatalog instruments) {
        ModelUse use = models.use(AGGREGATOR);
        meta = new MetaLearner(config.meta(), models);
        aggregator = new Aggregator(config.aggregation(), use);
        router = new Router(config.routing(), use, new TradedMarkets(instruments, Map.of(Market.USDM, ACCOUNT)));
    }

    /** The way of one evaluation. */
    Passage judge(Signaled signaled) {
        Map<Gate, Double> values = new EnumMap<>(Gate.class);
        Observed observed = signaled.observed();
        readMarket(observed, values);
        if (observed.gate() != null) {
            return new Passage(Gate.of(observed.gate()), values, null);
        }
        readSignals(signaled, values);
        if (signaled.kept().isEmpty()) {
            boolean hasSignal = values.getOrDefault(Gate.NO_SIGNAL, 0.0) > 0;
            return new Passage(hasSignal ? Gate.LOW_CONFIDENCE : Gate.NO_SIGNAL, values, null);
        }
        MetaOutcome selected = meta.decide(signaled);
        values.put(Gate.ANOMALY, selected.score());
        Weighted weighted = selected.weighted();
        return weighted == null ? new Passage(Gate.ANOMALY, values, null) : aggregate(weighted, values);
    }

    private static void readMarket(Observed observed, Map<Gate, Double> values) {
        MarketContext market = observed.context();
        values.put(Gate.OLD_EVENT, (double) market.exchangeAgeMs);
        Assessment assessment = observed.assessment();
        if (assessment != null) {
            values.put(Gate.LOW_SCORE, assessment.mqScore());
            values.put(Gate.LOW_LIQUIDITY, assessment.dimensions().liquidity());
        }
        if (market.jumps.isKnown) {
            values.put(Gate.HIGH_NOISE, market.percentiles.rank(Metric.NOISE, market.quality.noise));
        }
    }

    private static void readSignals(Signaled signaled, Map<Gate, Double> values) {
        double live = 0;
        double best = 0;
        for (Signal signal : signaled.signals()) {
            live += signal.isNeutral() ? 0 : 1;
            best = Math.max(best, signal.confidence());
        }
        values.put(Gate.NO_SIGNAL, live);
        values.put(Gate.LOW_CONFIDENCE, best);
    }

    private Passage aggregate(Weighted weighted, Map<Gate, Double> values) {
        SignalAggregator sum = aggregator.sum(weighted);
        values.put(Gate.LOW_SUPPORT, sum.totalWeight());
        values.put(Gate.WEAK, sum.signalStrength());
        values.put(Gate.TOO_NEUTRAL, Math.abs(sum.aggregatedSignal()));
        values.put(Gate.HOLD_ZONE, Math.abs(sum.aggregatedSignal()));
        AggregationOutcome outcome = aggregator.decide(weighted);
        Aggregated aggregated = outcome.aggregated();
        return aggregated == null
                ? new Passage(Gate.of(requireNonNull(outcome.skip()).code()), values, null)
                : route(aggregated, values);
    }

    private Passage route(Aggregated aggregated, Map<Gate, Double> values) {
        Route route = router.route(aggregated);
        values.put(Gate.HOLD, Math.max(route.buyProbability(), route.sellProbability()));
        values.put(Gate.ROUTER_CONFIDENCE, route.confidence());
        SkipRecord skip = router.decide(aggregated).skip();
        return new Passage(skip == null ? null : Gate.of(skip.code()), values, aggregated.side());
    }
}
