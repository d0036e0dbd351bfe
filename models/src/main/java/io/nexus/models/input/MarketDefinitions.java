package io.nexus.models.input;

import java.util.List;

/** What one market tells besides its features. */
final class MarketDefinitions {
    /** Of a volatility nobody has measured: 50 % a year. */
    private static final double VOLATILITY = 0.5;

    private static final double QUARTERS_PER_YEAR = 35_064;
    private static final double LN_VARIANCE = Math.log(VOLATILITY * VOLATILITY / QUARTERS_PER_YEAR);
    /** Below it a market stands still. */
    private static final double LEAST_LN_VARIANCE = Math.log(1e-12);

    private MarketDefinitions() {}

    static List<InputDefinition> list() {
        Definitions all = new Definitions();
        returns(all);
        variances(all);
        lags(all);
        hours(all);
        quality(all);
        trades(all);
        return all.list();
    }

    private static void returns(Definitions all) {
        all.signed("ret_4h", "log return of the mid over 4 h over sigma", "sigma")
                .positive("abs_ret_60s", "absolute value of ret_60s", "sigma", 0)
                .add("min_ret_1h", "least log return of the newest 60 one-minute bars", "bp", -1e5, 1e5, 0)
                .add("max_ret_1h", "largest log return of the newest 60 one-minute bars", "bp", -1e5, 1e5, 0)
                .add("skew_1h", "skewness of the log returns of the newest 60 one-minute bars", "1", -8, 8, 0)
                .balance("hour_sin", "sine of the time of day, UTC; a day is one turn")
                .add("hour_cos", "cosine of the time of day, UTC", "-1 to 1", -1, 1, 1)
                .signed("funding_rate", "newest funding rate per interval, positive = longs pay", "bp")
                .add("funding_hours", "time to the next funding, cut at 0 and 8 h", "h", 0, 8, 4)
                .signed("oi_change", "open interest over its mean of an hour (time constant), less 1", "%");
    }

    private static void variances(Definitions all) {
        variance(all, "ln_rv_1m", "60 one-second returns");
        variance(all, "ln_rv_5m", "60 five-second returns");
        variance(all, "ln_rv_15m", "15 one-minute bars");
        variance(all, "ln_rv_1h", "60 one-minute bars");
        variance(all, "ln_rv_4h", "48 five-minute bars");
        variance(all, "ln_rv_1d", "24 one-hour bars");
        all.positive("rv_4h", "realised volatility of 48 five-minute bars", "annualised", VOLATILITY)
                .positive("rv_1d", "realised volatility of 24 one-hour bars", "annualised", VOLATILITY)
                .positive("bv_1h", "bipower volatility of 60 one-minute bars", "annualised", VOLATILITY)
                .share("rj_1h", "share of jumps in the realised variance of 60 one-minute bars", 0);
    }

    private static void variance(Definitions all, String id, String returns) {
        String formula = "ln of the realised variance of " + returns
                + ", scaled to 15 min: the unit of the volatility forecast; at least ln 1e-12";
        all.add(id, formula, "ln", LEAST_LN_VARIANCE, 50, LN_VARIANCE);
    }

    private static void lags(Definitions all) {
        all.share("er60_lag_5m", "er60 as it was 300 closed seconds ago", 0.3)
                .balance("ac1_lag_5m", "ac1 as it was 300 closed seconds ago")
                .positive("rv_1h_lag_5m", "rv_1h as it was five closed minutes ago", "annualised", VOLATILITY);
    }

    private static void hours(Definitions all) {
        for (int bars : new int[] {1, 2, 4, 8, 12, 24}) {
            String id = "h1_ret_" + bars + "h";
            all.signed(id, "log return of " + bars + " closed one-hour bars over hourly sigma and its root", "sigma");
        }
        all.add(
                        "h1_rsi14",
                        "Wilder's RSI of one-hour closes, from the newest whole stretch of bars",
                        "0 to 100",
                        0,
                        100,
                        50)
                .add("h1_adx14", "Wilder's ADX of one-hour bars", "0 to 100", 0, 100, 20)
                .add("h1_di_diff", "DI+ less DI- of one-hour bars", "-100 to 100", -100, 100, 0)
                .signed("h1_macd_h", "histogram of MACD 12, 26, 9 of one-hour closes", "ATR of 1 h")
                .signed("h1_ema9_21", "EMA 9 less EMA 21 of one-hour closes", "ATR of 1 h")
                .signed("h1_ema21_50", "EMA 21 less EMA 50 of one-hour closes", "ATR of 1 h")
                .signed("h1_ema50_200", "EMA 50 less EMA 200 of one-hour closes", "ATR of 1 h")
                .signed("h1_volume_z", "volume of the newest one-hour bar against up to 168 bars, at least 24", "sigma")
                .signed("h1_trend_slope", "change of EMA 50 of one-hour closes over an hour", "hourly sigma")
                .positive("h1_atr", "ATR14 of one-hour bars over the mid", "bp", 100)
                .balance(
                        "cvd_1h",
                        "sum of volume x (2 close - high - low)/(high - low) over volume, 60 one-minute bars:"
                                + " bars keep no sides")
                .balance("cvd_4h", "likewise over 48 five-minute bars");
    }

    private static void quality(Definitions all) {
        all.positive("sigma", "half realised, half GARCH volatility", "annualised", VOLATILITY)
                .share("sigma_pct", "7-day percentile of sigma", 0.5)
                .balance("momentum", "0.5, 0.3, 0.2 of tanh of the returns over 1 min, 15 min, 4 h in sigmas")
                .balance("imbalance", "0.4 book, 0.4 flow at the touch, 0.2 trades of 60 s")
                .share("trend", "0.6 ADX/50 and 0.4 aligned averages of one-minute bars", 0.3)
                .share("noise", "level of noise: efficiency, signal to noise, spikes", 0.8)
                .share("return_pct", "7-day percentile of the signed 5-minute return", 0.5)
                .share("spread_pct", "7-day percentile of the spread", 0.5)
                .positive("exchange_age", "skew-corrected age of the venue's event", "ms", 0);
    }

    private static void trades(Definitions all) {
        all.positive("ln_volume_60s", "ln(1 + notional traded in 60 s)", "ln(1 + USD)", 0)
                .add("trade_side", "aggressor of the last trade: 1 buy, -1 sell", "sign", -1, 1, 0)
                .signed("trade_size", "ln of the last trade's size over the mean of a day", "ln");
    }
}
