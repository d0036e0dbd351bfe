package io.nexus.udf.quality;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Numbers of Layer 1.
 *
 * @param minScore least MQScore that passes, 0 to 1
 * @param minLiquidity least formula liquidity that passes, 0 to 1
 * @param maxExchangeAgeMs oldest venue event, skew-corrected, that may be decided on; 1 to 3,600,000
 * @param maxBookSilenceMs how long trades or quotes may come without a change of the book, in ms of feed time; 1 to 3,600,000
 * @param formulaShare share of the formula composite in the MQScore, 0 to 1; the model's quality has the rest
 * @param ownVolatilityShare share of our sigma in the final volatility, 0 to 1; the forecast has the rest
 * @param orderNotionalUsd typical order, in quote units, that depth is held against; 0.01 to 1,000,000,000
 * @param crisisSigmas absolute 60 s return, in standard deviations, that is a crisis; 0.1 to 1,000
 * @param noisePercentile percentile of the noise level above which the regime is HIGH_NOISE, 0 to 1
 * @param switchMargin lead in probability a new regime needs, 0 to 1
 * @param switchMs how long it must lead, in ms; 0 to 86,400,000
 * @param voteMode how the regime is voted
 * @param voteMargin lead in confidence that decides a calibrated vote, 0 to 1
 * @param coldMs events' span, in ms, before an instrument may trade; 0 to 2,592,000,000
 * @param coldHourBars closed one-hour bars before an instrument may trade, since the newest hole of more than a day; 0 to 768
 * @param coldMinuteBars closed one-minute bars without a hole before an instrument may trade, for the features over a day; 0
 *     to 1,440
 * @param countsEveryMs how often cumulative counts are published, in ms of feed time; 1 to 3,600,000
 * @param formula numbers of the formulas */
public record MarketQualityConfig(
        double minScore,
        double minLiquidity,
        long maxExchangeAgeMs,
        long maxBookSilenceMs,
        double formulaShare,
        double ownVolatilityShare,
        double orderNotionalUsd,
        double crisisSigmas,
        double noisePercentile,
        double switchMargin,
        long switchMs,
        VoteMode voteMode,
        double voteMargin,
        long coldMs,
        int coldHourBars,
        int coldMinuteBars,
        long countsEveryMs,
        FormulaConfig formula)
        implements Serializable {
    public MarketQualityConfig {
        Check.inRange("minScore", minScore, 0, 1);
        Check.inRange("minLiquidity", minLiquidity, 0, 1);
        Check.inRange("maxExchangeAgeMs", maxExchangeAgeMs, 1, 3_600_000);
        Check.inRange("maxBookSilenceMs", maxBookSilenceMs, 1, 3_600_000);
        Check.inRange("formulaShare", formulaShare, 0, 1);
        Check.inRange("ownVolatilityShare", ownVolatilityShare, 0, 1);
        Check.inRange("orderNotionalUsd", orderNotionalUsd, 0.01, 1e9);
        Check.inRange("crisisSigmas", crisisSigmas, 0.1, 1_000);
        Check.inRange("noisePercentile", noisePercentile, 0, 1);
        Check.inRange("switchMargin", switchMargin, 0, 1);
        Check.inRange("switchMs", switchMs, 0, 86_400_000);
        Check.inRange("voteMargin", voteMargin, 0, 1);
        Check.inRange("coldMs", coldMs, 0, 2_592_000_000L);
        Check.inRange("coldHourBars", coldHourBars, 0, 768);
        Check.inRange("coldMinuteBars", coldMinuteBars, 0, 24 * 60);
        Check.inRange("countsEveryMs", countsEveryMs, 1, 3_600_000);
    }

    public static MarketQualityConfig defaults() {
        return new MarketQualityConfig(
                0.5,
                0.3,
                10_000,
                10_000,
                0.7,
                0.6,
                1000,
                6,
                0.95,
                0.15,
                3000,
                VoteMode.CALIBRATED,
                0.15,
                30 * 60_000,
                30 * 24,
                24 * 60,
                10_000,
                FormulaConfig.defaults());
    }
}
