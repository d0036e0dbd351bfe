package io.nexus.udf.quality;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import org.jspecify.annotations.Nullable;

/** Assesses a measured market. The three models of Layer 1 answer here by their fallbacks: the composite stands alone in the
 * score, the engine's regime stands without a vote, sigma is its own forecast. */
final class Assessor {
    /** Models of Layer 1 as records name them. */
    static final String MODELS = "0:formula:FALLBACK,1:garch:FALLBACK,2:rule:FALLBACK";

    private final MarketQualityConfig config;
    private final RegimeRule rule;
    private final RegimeTracker tracker;
    private final RegimeVote vote;

    Assessor(MarketQualityConfig config) {
        this.config = config;
        this.rule = new RegimeRule(config.crisisSigmas(), config.noisePercentile(), config.formula());
        this.tracker = new RegimeTracker(config.switchMargin(), config.switchMs());
        this.vote = new RegimeVote(config.voteMode(), config.voteMargin());
    }

    Assessment assess(MarketContext market, RegimeMemory memory) {
        Dimensions dimensions = QualityFormulas.dimensions(market, config);
        Regime label = rule.label(market, dimensions.liquidity(), memory);
        tracker.update(memory, label, market);
        Regime engine = memory.current;
        double[] probabilities = memory.probabilities.clone();
        Regime regime = regime(engine, probabilities, null);
        double score = score(dimensions, Double.NaN);
        double confidence = probabilities[regime == Regime.UNCERTAIN ? engine.column() : regime.column()];
        double sigma = market.quality.sigma;
        boolean hasSigma = sigma > 0;
        return new Assessment(
                dimensions,
                score,
                Grade.of(score),
                regime,
                engine,
                confidence,
                probabilities,
                hasSigma ? finalVolatility(sigma, sigma) : 0,
                hasSigma ? market.percentiles.rank(Metric.SIGMA, sigma) : 0.5,
                false,
                false,
                false);
    }

    /** The vote of the engine and the classifier's three classes; the engine's word where the classifier is missing (null). */
    private Regime regime(Regime engine, double[] probabilities, double @Nullable [] classes) {
        return classes == null ? engine : vote.vote(engine, probabilities, classes);
    }

    /** Score of the formula composite and the model's quality; the composite alone where the model is missing (NaN). */
    private double score(Dimensions dimensions, double modelQuality) {
        double composite = config.formula().composite(dimensions);
        double score = Double.isNaN(modelQuality)
                ? composite
                : config.formulaShare() * composite + (1 - config.formulaShare()) * modelQuality;
        return Math.max(0, Math.min(1, score));
    }

    /** Both annualised. */
    private double finalVolatility(double sigma, double forecast) {
        return config.ownVolatilityShare() * sigma + (1 - config.ownVolatilityShare()) * forecast;
    }
}
