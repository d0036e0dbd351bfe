package io.nexus.lab.explain;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.RawQuality;
import io.nexus.udf.quality.Assessed;
import io.nexus.udf.quality.FormulaConfig;
import io.nexus.udf.quality.MarketQualityConfig;
import io.nexus.udf.quality.RegimeMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The assessed part of an explanation: score, regime, volatility, gates. */
final class QualityView {
    private final MarketQualityConfig config;
    private final MarketContext market;

    QualityView(MarketQualityConfig config, MarketContext market) {
        this.config = config;
        this.market = market;
    }

    Explanation.Quality quality(Assessed assessed) {
        Assessment assessment = assessed.assessment();
        return new Explanation.Quality(
                dimensions(assessment.dimensions()),
                assessed.composite(),
                assessment.mqScore(),
                assessment.grade().name().replace("_PLUS", "+"),
                assessed.models());
    }

    private List<Explanation.Dimension> dimensions(Dimensions scores) {
        FormulaConfig weights = config.formula();
        RawQuality raw = market.quality;
        return List.of(
                new Explanation.Dimension("liquidity", scores.liquidity(), weights.liquidityWeight(), liquidity()),
                new Explanation.Dimension(
                        "volatility",
                        scores.volatility(),
                        weights.volatilityWeight(),
                        raws(
                                "sigma",
                                raw.sigma,
                                "relative jump",
                                market.jumps.relativeJump,
                                "jump z",
                                market.jumps.jumpZ)),
                new Explanation.Dimension(
                        "momentum",
                        scores.momentum(),
                        weights.momentumWeight(),
                        raws(
                                "momentum",
                                where(Metric.MOMENTUM, raw.momentum),
                                "5 min sigmas",
                                where(Metric.RETURN_5M_SIGMAS, raw.returnFiveMinutesSigmas),
                                "4 h sigmas",
                                where(Metric.MOMENTUM, raw.returnFourHoursSigmas))),
                new Explanation.Dimension(
                        "imbalance",
                        scores.imbalance(),
                        weights.imbalanceWeight(),
                        raws(
                                "imbalance",
                                where(Metric.IMBALANCE, raw.imbalance),
                                "book",
                                market.depthImbalance,
                                "flow z",
                                market.flow.touchZ())),
                new Explanation.Dimension(
                        "trend strength",
                        scores.trendStrength(),
                        weights.trendStrengthWeight(),
                        raws("trend", raw.trend, "ADX", market.minute.movement.adx(), "aligned pairs", (double)
                                market.minute.alignedPairs())),
                new Explanation.Dimension(
                        "noise",
                        scores.noise(),
                        weights.noiseWeight(),
                        raws(
                                "level",
                                where(Metric.NOISE, raw.noise),
                                "efficiency",
                                where(Metric.NOISE, market.jumps.efficiencyRatio),
                                "lag-1 autocorrelation",
                                market.seconds.has(300) ? market.seconds.autocorrelation() : Double.NaN)));
    }

    private Map<String, String> liquidity() {
        Map<String, String> behind = new LinkedHashMap<>();
        behind.put("spread", number(market.spreadBps()) + " bp");
        behind.put("depth 10 bp", usd(market.depth.bidUsd) + " bid, " + usd(market.depth.askUsd) + " ask");
        behind.put("60 s volume", usd(market.quality.volume60Usd));
        behind.put("10 kUSD costs", number(market.depth.impactBps) + " bp");
        return behind;
    }

    /** A raw value where its metric's data are there, else NaN. */
    private double where(Metric metric, double value) {
        return Double.isNaN(metric.value(market)) ? Double.NaN : value;
    }

    private static Map<String, String> raws(
            String first, double firstValue, String second, double secondValue, String third, double thirdValue) {
        Map<String, String> behind = new LinkedHashMap<>();
        behind.put(first, number(firstValue));
        behind.put(second, number(secondValue));
        behind.put(third, number(thirdValue));
        return behind;
    }

    Explanation.RegimeVoices regime(Assessed assessed, RegimeMemory memory) {
        Assessment assessment = assessed.assessment();
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (Regime regime : Regime.values()) {
            boolean hasAny = regime != Regime.UNCERTAIN && assessment.regimeProbabilities()[regime.column()] >= 0.0005;
            if (hasAny) {
                probabilities.put(regime.name(), assessment.regimeProbabilities()[regime.column()]);
            }
        }
        Map<String, Double> classes = new LinkedHashMap<>();
        for (RegimeGroup group : RegimeGroup.values()) {
            classes.put(group.name(), assessed.regimeClass().probabilities()[group.column()]);
        }
        return new Explanation.RegimeVoices(
                assessed.label().name(),
                memory.current.name(),
                memory.challenger == memory.current ? null : memory.challenger.name(),
                probabilities,
                classes,
                assessed.regimeClass().use().text(),
                config.voteMode().name(),
                assessment.regime().name(),
                assessment.regimeConfidence());
    }

    Explanation.Volatility volatility(Assessed assessed) {
        boolean hasGarch = market.minute.garch.isKnown();
        double sigma = market.quality.sigma;
        return new Explanation.Volatility(
                known(market.jumps.isKnown, market.jumps.realizedVariance * RawQuality.FIVE_MINUTES_PER_YEAR),
                known(hasGarch, market.minute.garch.variance * RawQuality.MINUTES_PER_YEAR),
                sigma > 0 ? sigma : null,
                assessed.forecast() == null ? null : assessed.forecast().annualised(),
                config.ownVolatilityShare(),
                assessed.assessment().finalVolatility());
    }

    private static @Nullable Double known(boolean isKnown, double variance) {
        return isKnown ? Math.sqrt(variance) : null;
    }

    List<Explanation.Gate> gates(Assessment assessment) {
        double score = assessment.mqScore();
        double liquidity = assessment.dimensions().liquidity();
        double ageMs = market.exchangeAgeMs;
        Regime engine = assessment.engineRegime();
        return List.of(
                new Explanation.Gate(
                        "exchange age",
                        ageMs,
                        market.exchangeAgeMs + " ms",
                        "at most " + config.maxExchangeAgeMs() + " ms",
                        market.exchangeAgeMs <= config.maxExchangeAgeMs()),
                new Explanation.Gate(
                        "score", score, number(score), "at least " + config.minScore(), score >= config.minScore()),
                new Explanation.Gate(
                        "liquidity",
                        liquidity,
                        number(liquidity),
                        "at least " + config.minLiquidity(),
                        liquidity >= config.minLiquidity()),
                new Explanation.Gate("crisis", null, engine.name(), "not CRISIS", engine != Regime.CRISIS),
                new Explanation.Gate("noise", null, engine.name(), "not HIGH_NOISE", engine != Regime.HIGH_NOISE));
    }

    private static String usd(double usd) {
        return usd >= 1e6
                ? String.format(Locale.ROOT, "%.1f MUSD", usd / 1e6)
                : String.format(Locale.ROOT, "%.0f kUSD", usd / 1e3);
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.1f" : size >= 0.01 || size == 0 ? "%.3f" : "%.5f", value);
    }
}
