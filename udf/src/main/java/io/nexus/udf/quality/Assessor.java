package io.nexus.udf.quality;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.models.role.MarketQuality;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.RegimeClass;
import io.nexus.models.role.Trust;
import io.nexus.models.role.VolatilityForecast;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Assesses a measured market: formulas, rules, and the three models of Layer 1 or their fallbacks. What the last assessment
 * came to stays in place until the next; records of it are made on demand. Not thread-safe. */
final class Assessor {
    private final MarketQualityConfig config;
    private final QualityModels models;
    private final RegimeRule rule;
    private final RegimeTracker tracker;
    private final RegimeVote vote;
    private final double[] dimensions = new double[QualityFormulas.DIMENSIONS];
    private final double[] probabilities = new double[Regime.COUNT];
    private final double[] classes = new double[RegimeGroup.values().length];
    private Regime label = Regime.TRANSITION;
    private Regime engine = Regime.TRANSITION;
    private Regime regime = Regime.TRANSITION;
    private double composite;
    private double quality;
    private double score;
    /** NaN while sigma is unknown. */
    private double forecast = Double.NaN;

    /** The text of the models named last, and which they were. */
    private String named = "";

    private @Nullable ModelUse namedQuality;
    private @Nullable ModelUse namedVolatility;
    private @Nullable ModelUse namedRegime;
    private double finalVolatility;
    private double volatilityPercentile;

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
    void assess(MarketContext market, double[] features, RegimeMemory memory) {
        QualityFormulas.dimensions(market, config, dimensions);
        label = rule.label(market, liquidity(), memory);
        tracker.update(memory, label, market);
        engine = memory.current;
        System.arraycopy(memory.probabilities, 0, probabilities, 0, probabilities.length);
        models.regime(features, probabilities, classes);
        regime = isServing(models.regimeUse()) ? vote.vote(engine, probabilities, classes) : engine;
        composite = config.formula().composite(dimensions);
        quality = models.quality(features, composite);
        score = Math.max(0, Math.min(1, Trust.blend(config.formulaShare(), composite, quality)));
        double sigma = market.quality.sigma;
        forecast = sigma > 0 ? models.volatility(features, market) : Double.NaN;
        finalVolatility = sigma > 0 ? Trust.blend(config.ownVolatilityShare(), sigma, forecast) : 0;
        volatilityPercentile = market.percentiles.rankOrNeutral(Metric.SIGMA, Metric.SIGMA.value(market));
    }

    double liquidity() {
        return dimensions[QualityFormulas.LIQUIDITY];
    }

    /** MQScore, 0 to 1. */
    double score() {
        return score;
    }

    Regime engineRegime() {
        return engine;
    }

    /** The models that took part in the last assessment, as records name them. */
    String models() {
        ModelUse volatility = Double.isNaN(forecast) ? null : models.volatilityUse();
        boolean isSame = models.qualityUse().equals(namedQuality)
                && Objects.equals(volatility, namedVolatility)
                && models.regimeUse().equals(namedRegime);
        if (!isSame) {
            namedQuality = models.qualityUse();
            namedVolatility = volatility;
            namedRegime = models.regimeUse();
            named = Assessed.models(models.qualityUse(), volatility, models.regimeUse());
        }
        return named;
    }

    /** The last assessment as a record, with all that it was made of. */
    Assessed assessed() {
        boolean hasForecast = !Double.isNaN(forecast);
        Assessment assessment = new Assessment(
                new Dimensions(
                        dimensions[0], dimensions[1], dimensions[2], dimensions[3], dimensions[4], dimensions[5]),
                score,
                Grade.of(score),
                regime,
                engine,
                probabilities[regime == Regime.UNCERTAIN ? engine.column() : regime.column()],
                probabilities.clone(),
                finalVolatility,
                volatilityPercentile,
                hasForecast && isServing(models.volatilityUse()),
                isServing(models.regimeUse()),
                isServing(models.qualityUse()));
        return new Assessed(
                assessment,
                label,
                composite,
                new MarketQuality(quality, models.qualityUse()),
                RegimeClass.of(classes, models.regimeUse()),
                hasForecast ? new VolatilityForecast(forecast, models.volatilityUse()) : null);
    }

    /** A fallback has no vote on the regime: it counts the engine's own labels, and would outvote it by its other regimes. */
    private static boolean isServing(ModelUse use) {
        return use.status() == ModelStatus.SERVING;
    }
}
