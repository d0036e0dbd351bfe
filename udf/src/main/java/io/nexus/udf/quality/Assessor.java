package io.nexus.udf.quality;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import io.nexus.models.role.MarketQuality;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.RegimeClass;
import io.nexus.models.role.Trust;
import io.nexus.models.role.VolatilityForecast;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;

/** Assesses a measured market: formulas, rules, and the three models of Layer 1 or their fallbacks. */
final class Assessor {
    private final MarketQualityConfig config;
    private final QualityModels models;
    private final RegimeRule rule;
    private final RegimeTracker tracker;
    private final RegimeVote vote;

    Assessor(MarketQualityConfig config, QualityModels models) {
        this.config = config;
        this.models = models;
        this.rule = new RegimeRule(config.crisisSigmas(), config.noisePercentile(), config.formula());
        this.tracker = new RegimeTracker(config.switchMargin(), config.switchMs());
        this.vote = new RegimeVote(config.voteMode(), config.voteMargin());
    }

    /** Assesses a market.
     *
     * @param features the 65 as just computed */
    Assessed assess(MarketContext market, double[] features, RegimeMemory memory) {
        Dimensions dimensions = QualityFormulas.dimensions(market, config);
        Regime label = rule.label(market, dimensions.liquidity(), memory);
        tracker.update(memory, label, market);
        Regime engine = memory.current;
        double[] probabilities = memory.probabilities.clone();
        RegimeClass regimeClass = models.regime(features, probabilities);
        Regime regime = regime(engine, probabilities, regimeClass);
        double composite = config.formula().composite(dimensions);
        MarketQuality quality = models.quality(features, composite);
        double score = Math.max(0, Math.min(1, Trust.blend(config.formulaShare(), composite, quality.quality())));
        double sigma = market.quality.sigma;
        VolatilityForecast forecast = sigma > 0 ? models.volatility(features, market) : null;
        Assessment assessment = new Assessment(
                dimensions,
                score,
                Grade.of(score),
                regime,
                engine,
                probabilities[regime == Regime.UNCERTAIN ? engine.column() : regime.column()],
                probabilities,
                forecast == null ? 0 : Trust.blend(config.ownVolatilityShare(), sigma, forecast.annualised()),
                market.percentiles.rankOrNeutral(Metric.SIGMA, Metric.SIGMA.value(market)),
                forecast != null && isServing(forecast.use()),
                isServing(regimeClass.use()),
                isServing(quality.use()));
        return new Assessed(assessment, label, composite, quality, regimeClass, forecast);
    }

    /** The vote of the engine and the classifier. A fallback has none: it counts the engine's own labels, and would outvote it
     * by its other regimes. */
    private Regime regime(Regime engine, double[] probabilities, RegimeClass regimeClass) {
        return isServing(regimeClass.use()) ? vote.vote(engine, probabilities, regimeClass.probabilities()) : engine;
    }

    private static boolean isServing(ModelUse use) {
        return use.status() == ModelStatus.SERVING;
    }
}
