package io.nexus.udf.quality;

import io.nexus.domain.market.MarketEvent;
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
    private final MarketQualityConfig config;
    private final MarketUpdate update;
    private final Features features;
    private final Assessor assessor;
    private @Nullable SkipCode gate;
    private boolean isAssessed;

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

    /** Takes a market event in and, if a decision is asked for, judges the market after it. Allocates nothing; what the
     * judgement came to is told by {@link #verdict} until the next event.
     *
     * @param feedTimeMs newest feed time of the instrument, not before the last one */
    public void take(QualityState state, MarketEvent event, long feedTimeMs, boolean isEvaluation, HourSink hours) {
        update.apply(state.market, event, feedTimeMs, hours);
        gate = null;
        isAssessed = false;
        if (isEvaluation) {
            evaluate(state);
        }
    }

    /** What the last event came to, as records.
     *
     * @param stamped the record of that event, asking for a decision or not as it was taken in */
    public QualityVerdict verdict(QualityState state, Stamped stamped) {
        if (!stamped.isEvaluation()) {
            return QualityVerdict.NONE;
        }
        MarketFacts facts = isAssessed ? facts(state.market) : null;
        Assessed assessed = isAssessed ? assessor.assessed() : null;
        return new QualityVerdict(facts, assessed, skip(state.market, stamped, isAssessed ? assessor.models() : ""));
    }

    /** Takes a market event in and tells what it came to, as records. */
    public QualityVerdict process(QualityState state, Stamped stamped, MarketEvent event, HourSink hours) {
        take(state, event, stamped.feedTimeMs(), stamped.isEvaluation(), hours);
        return verdict(state, stamped);
    }

    /** The record Layer 1 hands on. Its touch is the market's, or, while neither book nor quote tell one and trades do, as wide as it
     * was last, around the last trade: positions are marked and closed by what is fresh. */
    public Observed observed(QualityState state, Stamped stamped, QualityVerdict verdict) {
        MarketContext market = state.market;
        SkipRecord skip = verdict.skip();
        SkipCode gate = skip == null ? null : skip.code();
        boolean isTouchOld = market.silence.touchSilentMs(market.timeMs) > config.maxBookSilenceMs();
        return new Observed(
                stamped,
                market,
                market.hasTouch || (isTouchOld && market.bidTicks < market.askTicks),
                isTouchOld ? market.tradedBidTicks() : market.bidTicks,
                isTouchOld ? market.tradedAskTicks() : market.askTicks,
                verdict.facts(),
                verdict.assessment(),
                gate);
    }

    private void evaluate(QualityState state) {
        MarketContext market = state.market;
        if (!market.book.hasTouch() || !market.hasTouch) {
            gate = SkipCode.L1_BOOK_INVALID;
        } else if (market.silence.bookSilentMs(market.timeMs) > config.maxBookSilenceMs()) {
            gate = SkipCode.L1_BOOK_SILENT;
        } else if (!features.compute(market)) {
            gate = SkipCode.L1_ABORT;
        } else {
            isAssessed = true;
            assessor.assess(market, features.values(), state.regime);
            if (isCold(market)) {
                state.coldEvaluations++;
            }
            gate = marketGate();
        }
        if (market.exchangeAgeMs > config.maxExchangeAgeMs()) {
            gate = SkipCode.L0_OLD_EXCHANGE_EVENT;
        }
    }

    /** The gate that an assessed market does not pass, null if it passes all. */
    private @Nullable SkipCode marketGate() {
        if (assessor.score() < config.minScore()) {
            return SkipCode.L1_LOW_SCORE;
        }
        if (assessor.liquidity() < config.minLiquidity()) {
            return SkipCode.L1_LOW_LIQUIDITY;
        }
        if (assessor.engineRegime() == Regime.CRISIS) {
            return SkipCode.L1_CRISIS;
        }
        return assessor.engineRegime() == Regime.HIGH_NOISE ? SkipCode.L1_HIGH_NOISE : null;
    }

    private @Nullable SkipRecord skip(MarketContext market, Stamped stamped, String models) {
        SkipCode code = gate;
        if (code == null) {
            return null;
        }
        return switch (code) {
            case L0_OLD_EXCHANGE_EVENT -> limited(
                    code,
                    stamped,
                    "exchangeAgeMs",
                    (double) market.exchangeAgeMs,
                    (double) config.maxExchangeAgeMs(),
                    models);
            case L1_LOW_SCORE -> limited(code, stamped, "mqScore", assessor.score(), config.minScore(), models);
            case L1_LOW_LIQUIDITY -> limited(
                    code, stamped, "liquidity", assessor.liquidity(), config.minLiquidity(), models);
            case L1_CRISIS -> skip(code, stamped, dangers(market), Double.NaN, Double.NaN, models);
            case L1_HIGH_NOISE -> skip(
                    code, stamped, dangers(market), market.quality.noise, config.noisePercentile(), models);
            case L1_ABORT -> skip(code, stamped, "feature " + features.failure(), Double.NaN, Double.NaN, models);
            case L1_BOOK_INVALID -> skip(
                    code,
                    stamped,
                    "synced=" + market.book.isSynced + " gaps=" + market.bookGaps + " crossed=" + market.bookCrossed,
                    Double.NaN,
                    Double.NaN,
                    models);
            case L1_BOOK_SILENT -> limited(
                    code,
                    stamped,
                    "bookSilentMs",
                    (double) market.silence.bookSilentMs(market.timeMs),
                    (double) config.maxBookSilenceMs(),
                    models);
            default -> throw new IllegalStateException(code + " is no gate of Layer 1");
        };
    }

    private static String dangers(MarketContext market) {
        return "sigma=" + market.quality.sigma + " noise=" + market.quality.noise;
    }

    private static SkipRecord limited(
            SkipCode code, Stamped stamped, String name, double value, double limit, String models) {
        return skip(code, stamped, name + '=' + value + " limit=" + limit, value, limit, models);
    }

    private static SkipRecord skip(
            SkipCode code, Stamped stamped, String detail, double value, double limit, String models) {
        return new SkipRecord(
                code, stamped.instrument(), stamped.evaluation(), stamped.feedTimeMs(), detail, value, limit, models);
    }

    private MarketFacts facts(MarketContext market) {
        return new MarketFacts(
                features.values().clone(),
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
                || market.hours.recent() < config.coldHourBars()
                || market.minutes.unbroken() < config.coldMinuteBars()
                || Double.isNaN(market.hour.atrTicks());
    }
}
