package io.nexus.udf.quality;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.market.Features;
import io.nexus.udf.market.HourSink;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.MarketUpdate;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import org.jspecify.annotations.Nullable;

/** Layer 1 of one instrument: updates the market on every event, judges it at evaluations, closes the gates in order. Keeps
 * scratch space only; all memory is in the state handed in. */
public final class QualityCore {
    private static final String NO_MODELS = "";

    private final MarketQualityConfig config;
    private final MarketUpdate update;
    private final Features features;
    private final Assessor assessor;

    /** Layer 1 whose percentiles start from the shipped reference. */
    public QualityCore(InstrumentScale scale, MarketQualityConfig config) {
        this(scale, config, Reference.shipped());
    }

    /** Layer 1 whose percentiles start from a reference. */
    public QualityCore(InstrumentScale scale, MarketQualityConfig config, Reference reference) {
        this.config = config;
        this.update = new MarketUpdate(scale, reference);
        this.features = new Features(scale);
        this.assessor = new Assessor(config, new FallbackModels());
    }

    /** Takes a market event in and, if the record asks for a decision, judges the market after it. */
    public Verdict process(QualityState state, Stamped stamped, MarketEvent event, HourSink hours) {
        update.apply(state.market, event, stamped.feedTimeMs(), hours);
        return stamped.isEvaluation() ? evaluate(state, stamped) : Verdict.NONE;
    }

    /** The record Layer 1 hands on. */
    public Observed observed(QualityState state, Stamped stamped, Verdict verdict) {
        MarketContext market = state.market;
        SkipRecord skip = verdict.skip();
        SkipCode gate = skip == null ? null : skip.code();
        return new Observed(
                stamped,
                market,
                market.hasTouch,
                market.bidTicks,
                market.askTicks,
                verdict.facts(),
                verdict.assessment(),
                gate);
    }

    private Verdict evaluate(QualityState state, Stamped stamped) {
        MarketContext market = state.market;
        if (!market.book.hasTouch() || !market.hasTouch) {
            SkipRecord old = oldEvent(market, stamped);
            String why =
                    "synced=" + market.book.isSynced + " gaps=" + market.bookGaps + " crossed=" + market.bookCrossed;
            return new Verdict(
                    null,
                    null,
                    old != null ? old : skip(SkipCode.L1_BOOK_INVALID, stamped, why, Double.NaN, Double.NaN));
        }
        boolean isComputed = features.compute(market);
        if (!isComputed) {
            SkipRecord old = oldEvent(market, stamped);
            String why = "feature " + features.failure();
            return new Verdict(
                    null, null, old != null ? old : skip(SkipCode.L1_ABORT, stamped, why, Double.NaN, Double.NaN));
        }
        MarketFacts facts = facts(market);
        Assessed assessed = assessor.assess(market, facts.features(), state.regime);
        if (facts.isCold()) {
            state.coldEvaluations++;
        }
        SkipRecord skip = gate(market, assessed.assessment(), stamped);
        return new Verdict(facts, assessed, skip == null ? null : named(skip, assessed.models()));
    }

    private @Nullable SkipRecord oldEvent(MarketContext market, Stamped stamped) {
        return market.exchangeAgeMs > config.maxExchangeAgeMs()
                ? limited(
                        SkipCode.L0_OLD_EXCHANGE_EVENT,
                        stamped,
                        "exchangeAgeMs",
                        (double) market.exchangeAgeMs,
                        (double) config.maxExchangeAgeMs())
                : null;
    }

    private @Nullable SkipRecord gate(MarketContext market, Assessment assessment, Stamped stamped) {
        SkipRecord old = oldEvent(market, stamped);
        if (old != null) {
            return old;
        }
        double score = assessment.mqScore();
        if (score < config.minScore()) {
            return limited(SkipCode.L1_LOW_SCORE, stamped, "mqScore", score, config.minScore());
        }
        double liquidity = assessment.dimensions().liquidity();
        if (liquidity < config.minLiquidity()) {
            return limited(SkipCode.L1_LOW_LIQUIDITY, stamped, "liquidity", liquidity, config.minLiquidity());
        }
        String why = "sigma=" + market.quality.sigma + " noise=" + market.quality.noise;
        if (assessment.engineRegime() == Regime.CRISIS) {
            return skip(SkipCode.L1_CRISIS, stamped, why, Double.NaN, Double.NaN);
        }
        if (assessment.engineRegime() == Regime.HIGH_NOISE) {
            return skip(SkipCode.L1_HIGH_NOISE, stamped, why, market.quality.noise, config.noisePercentile());
        }
        return null;
    }

    private static SkipRecord limited(SkipCode code, Stamped stamped, String name, double value, double limit) {
        return skip(code, stamped, name + '=' + value + " limit=" + limit, value, limit);
    }

    private static SkipRecord skip(SkipCode code, Stamped stamped, String detail, double value, double limit) {
        return new SkipRecord(
                code,
                stamped.instrument(),
                stamped.evaluation(),
                stamped.feedTimeMs(),
                detail,
                value,
                limit,
                NO_MODELS);
    }

    private static SkipRecord named(SkipRecord skip, String models) {
        return new SkipRecord(
                skip.code(),
                skip.instrument(),
                skip.evaluation(),
                skip.feedTimeMs(),
                skip.detail(),
                skip.value(),
                skip.limit(),
                models);
    }

    private MarketFacts facts(MarketContext market) {
        return new MarketFacts(
                features.values(),
                market.bidTicks,
                market.askTicks,
                market.depth.bidLots,
                market.depth.askLots,
                market.spreadBps(),
                market.hour.atrTicks(),
                market.hour.trendSlope(),
                market.quality.returnFourHoursSigmas,
                market.percentiles.rank(Metric.RETURN_5M_SIGMAS, market.quality.returnFiveMinutesSigmas),
                market.percentiles.rank(Metric.SPREAD_BPS, market.spreadBps()),
                market.hasFunding ? market.fundingRateRatio : Double.NaN,
                market.exchangeAgeMs,
                isCold(market));
    }

    private boolean isCold(MarketContext market) {
        return market.timeMs - market.firstEventMs < config.coldMs()
                || market.hours.count < config.coldHourBars()
                || market.minutes.count < config.coldMinuteBars()
                || Double.isNaN(market.hour.atrTicks());
    }
}
