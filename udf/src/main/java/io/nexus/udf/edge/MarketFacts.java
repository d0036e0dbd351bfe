package io.nexus.udf.edge;

/** The numbers of one market at one evaluation that later layers read; made by Layer 1, immutable.
 *
 * @param features the 65 features in the order of {@link io.nexus.domain.feature.FeatureSchema}, never NaN
 * @param bidDepthLots displayed within 10 bp of the mid on the bid side
 * @param atrTicks ATR14 of 1 h bars; NaN without enough bars
 * @param hourlyTrendSlope change of EMA50 of 1 h closes over the last hour in units of hourly sigma; NaN without enough bars
 * @param return4hSigmas 4 h return in sigmas; 0 without enough history
 * @param returnPercentile of the absolute-signed 5-minute return over 7 days, 0 to 1
 * @param spreadPercentile over 7 days, 0 to 1
 * @param fundingRateRatio per interval, positive = longs pay; NaN if unknown
 * @param exchangeAgeMs skew-corrected age of the venue's event; 0 where it sends no time
 * @param isCold whether the instrument lacks the history to be traded */
public record MarketFacts(
        double[] features,
        long bidTicks,
        long askTicks,
        long bidDepthLots,
        long askDepthLots,
        double spreadBps,
        double atrTicks,
        double hourlyTrendSlope,
        double return4hSigmas,
        double returnPercentile,
        double spreadPercentile,
        double fundingRateRatio,
        long exchangeAgeMs,
        boolean isCold) {}
