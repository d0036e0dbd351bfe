package io.nexus.udf.input;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.models.input.InputDictionary;
import io.nexus.udf.market.DirectionalMovement;
import io.nexus.udf.market.HourWindow;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.RawQuality;
import java.util.function.ToDoubleFunction;

/** Layer 1's site: all that one market tells, {@link InputDictionary#MARKET}. */
public final class MarketInputs {
    private static final double BPS = 1e4;
    private static final double PERCENT = 100;
    private static final double DAY_MS = 86_400_000;
    private static final double HOUR_MS = 3_600_000;
    private static final double MOST_FUNDING_HOURS = 8;
    private static final double LEAST_VARIANCE = 1e-12;
    private static final double LEAST_ATR_TICKS = 1e-9;
    private static final int LAG_SECONDS = 600;
    private static final int[] HOURS = {1, 2, 4, 8, 12, 24};

    public static final InputRegistry<MarketView> SITE = site();

    /** The whole of {@link InputDictionary#MARKET} in order, as candidates carry it. */
    public static final RoleInputs<MarketView> ALL = new RoleInputs<>(InputDictionary.marketIds(), SITE);

    private MarketInputs() {}

    private static InputRegistry<MarketView> site() {
        InputRegistry.Builder<MarketView> site = InputRegistry.at("Layer 1");
        for (int i = 0; i < FeatureSchema.SIZE; i++) {
            int index = i;
            site.add(FeatureSchema.NAMES.get(i), view -> view.feature(index));
        }
        returns(site);
        calendar(site);
        variances(site);
        lags(site);
        hours(site);
        quality(site);
        trades(site);
        return site.build();
    }

    private static void returns(InputRegistry.Builder<MarketView> site) {
        int ret60 = FeatureSchema.indexOf("ret_60s");
        site.add("ret_4h", view -> view.market().quality.returnFourHoursSigmas)
                .add("abs_ret_60s", view -> Math.abs(view.feature(ret60)))
                .add("min_ret_1h", view -> view.minutes().least60 * BPS)
                .add("max_ret_1h", view -> view.minutes().largest60 * BPS)
                .add("skew_1h", view -> view.minutes().skewness60);
    }

    private static void calendar(InputRegistry.Builder<MarketView> site) {
        site.add("hour_sin", view -> Math.sin(ofDay(view.market())))
                .add("hour_cos", view -> Math.cos(ofDay(view.market())))
                .add("funding_rate", of(market -> market.hasFunding ? market.fundingRateRatio * BPS : Double.NaN))
                .add("funding_hours", of(MarketInputs::fundingHours))
                .add("oi_change", of(MarketInputs::openInterestChange));
    }

    private static double ofDay(MarketContext market) {
        return 2 * Math.PI * (Math.floorMod(market.timeMs, (long) DAY_MS) / DAY_MS);
    }

    private static double fundingHours(MarketContext market) {
        double hours = (market.nextFundingTimeMs - market.timeMs) / HOUR_MS;
        return market.hasFunding ? Math.max(0, Math.min(MOST_FUNDING_HOURS, hours)) : Double.NaN;
    }

    private static double openInterestChange(MarketContext market) {
        double mean = market.openInterestMeanLots;
        return market.hasOpenInterest && mean > 0 ? (market.openInterestLots / mean - 1) * PERCENT : Double.NaN;
    }

    private static void variances(InputRegistry.Builder<MarketView> site) {
        site.add(
                        "ln_rv_1m",
                        of(market -> lnOfQuarter(
                                market.seconds.has(60) ? market.seconds.realizedVariance60() : Double.NaN, 15)))
                .add(
                        "ln_rv_5m",
                        of(market -> lnOfQuarter(market.jumps.isKnown ? market.jumps.realizedVariance : Double.NaN, 3)))
                .add("ln_rv_15m", view -> lnOfQuarter(view.minutes().variance15, 1))
                .add("ln_rv_1h", of(market -> lnOfQuarter(variance60(market), 1.0 / 4)))
                .add("ln_rv_4h", view -> lnOfQuarter(view.minutes().variance240, 1.0 / 16))
                .add("ln_rv_1d", view -> lnOfQuarter(view.hours().variance24, 1.0 / 96))
                .add("rv_4h", view -> annualised(view.minutes().variance240, 240))
                .add("rv_1d", view -> annualised(view.hours().variance24, 1440))
                .add("bv_1h", view -> annualised(view.minutes().bipower60, 60))
                .add("rj_1h", view -> view.minutes().jumpShare60);
    }

    private static double variance60(MarketContext market) {
        return market.minutes.spans(60) ? market.minute.realizedVariance60 : Double.NaN;
    }

    private static double lnOfQuarter(double variance, double quarters) {
        return Math.log(Math.max(LEAST_VARIANCE, variance * quarters));
    }

    private static double annualised(double variance, int minutes) {
        return Math.sqrt(variance / minutes * RawQuality.MINUTES_PER_YEAR);
    }

    private static void lags(InputRegistry.Builder<MarketView> site) {
        site.add(
                        "er60_lag_5m",
                        of(market ->
                                market.seconds.has(LAG_SECONDS) ? market.seconds.laggedEfficiencyRatio() : Double.NaN))
                .add(
                        "ac1_lag_5m",
                        of(market ->
                                market.seconds.has(LAG_SECONDS) ? market.seconds.laggedAutocorrelation() : Double.NaN))
                .add("rv_1h_lag_5m", view -> annualised(view.minutes().laggedVariance60, 60));
    }

    private static void hours(InputRegistry.Builder<MarketView> site) {
        for (int bars : HOURS) {
            site.add("h1_ret_" + bars + "h", of(market -> HourWindow.returnSigmas(market, bars)));
        }
        site.add("h1_rsi14", view -> view.hours().rsi14)
                .add(
                        "h1_adx14",
                        of(market ->
                                movement(market).hasIndex() ? movement(market).adx() : Double.NaN))
                .add(
                        "h1_di_diff",
                        of(market ->
                                movement(market).hasRange() ? movement(market).difference() : Double.NaN))
                .add("h1_macd_h", view -> view.hours().macdHistogram)
                .add("h1_ema9_21", view -> view.hours().gap9To21)
                .add("h1_ema21_50", view -> view.hours().gap21To50)
                .add("h1_ema50_200", view -> view.hours().gap50To200)
                .add("h1_volume_z", view -> view.hours().volumeZ)
                .add("h1_trend_slope", of(market -> market.hour.trendSlope()))
                .add(
                        "h1_atr",
                        of(market -> market.hour.atrTicks() / Math.max(LEAST_ATR_TICKS, market.midTicks()) * BPS))
                .add("cvd_1h", view -> view.minutes().flow60)
                .add("cvd_4h", view -> view.minutes().flow240);
    }

    private static DirectionalMovement movement(MarketContext market) {
        return market.hour.movement;
    }

    private static void quality(InputRegistry.Builder<MarketView> site) {
        site.add("sigma", of(market -> market.quality.sigma > 0 ? market.quality.sigma : Double.NaN))
                .add("sigma_pct", of(market -> rank(market, Metric.SIGMA)))
                .add("momentum", of(market -> market.quality.momentum))
                .add("imbalance", of(market -> market.quality.imbalance))
                .add("trend", of(market -> movementIsKnown(market) ? market.quality.trend : Double.NaN))
                .add("noise", of(market -> market.quality.noise))
                .add("return_pct", of(market -> rank(market, Metric.RETURN_5M_SIGMAS)))
                .add("spread_pct", of(market -> rank(market, Metric.SPREAD_BPS)))
                .add("exchange_age", of(market -> (double) market.exchangeAgeMs));
    }

    private static boolean movementIsKnown(MarketContext market) {
        return market.minute.movement.hasIndex();
    }

    /** NaN where the value is unknown, or before the first event. */
    private static double rank(MarketContext market, Metric metric) {
        double value = metric.value(market);
        boolean isKnown = market.percentiles.histograms.length > 0 && !Double.isNaN(value);
        return isKnown ? market.percentiles.rank(metric, value) : Double.NaN;
    }

    private static void trades(InputRegistry.Builder<MarketView> site) {
        site.add("ln_volume_60s", of(market -> Math.log1p(market.quality.volume60Usd)))
                .add("trade_side", of(market -> market.tape.trades == 0 ? Double.NaN : market.tape.lastIsBuy ? 1 : -1))
                .add("trade_size", of(MarketInputs::tradeSize));
    }

    private static double tradeSize(MarketContext market) {
        double mean = market.tape.size60Moments.mean;
        return market.tape.trades > 0 && mean > 0 && market.tape.lastLots > 0
                ? Math.log(market.tape.lastLots / mean)
                : Double.NaN;
    }

    private static ToDoubleFunction<MarketView> of(ToDoubleFunction<MarketContext> reader) {
        return view -> reader.applyAsDouble(view.market());
    }
}
