package io.nexus.domain.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The 65 features of Layer 1 in order; index 0 holds feature 1. Models are bound to {@link #hash()}: a model trained on other
 * names or another order is refused.
 *
 * <p>A window of n seconds is the second under way and the n - 1 before it; returns start from the close of the second before
 * those. Volatility of a horizon T without a window of its own is {@code s1 sqrt(T)}, s1 that of one-second returns weighed
 * over 300 s, from GARCH while that is unknown. */
public final class FeatureSchema {
    /** Of one side within 10 bp: 100,000 USD. */
    private static final double DEPTH = Math.log1p(1e5);

    // spotless:off
    /** 20 of price, 15 of volume, 10 of depth, 10 of momentum, 10 of volatility. */
    public static final List<FeatureDefinition> DEFINITIONS = List.of(
        define("ret_1s", "bp", "1 s", 0, "log return of the mid"),
        define("ret_5s", "bp", "5 s", 0, "log return of the mid"),
        define("ret_15s", "bp", "15 s", 0, "log return of the mid"),
        define("ret_60s", "sigma", "60 s", 0, "log return of the mid over its volatility"),
        define("ret_5m", "sigma", "5 min", 0, "log return of the mid over its volatility"),
        define("ret_15m", "sigma", "15 min", 0, "log return of the mid over its volatility"),
        define("ret_1h", "sigma", "1 h", 0, "log return of the mid, from the close of a one-minute bar, over its volatility"),
        define("vwap_dev_sess", "sigma", "session", 0, "mid against the VWAP since 00:00 UTC, in volume-weighted deviations"),
        define("vwap_dev_15m", "sigma", "15 min", 0, "mid against the rolling VWAP, in volume-weighted deviations"),
        define("micro_dev", "bp", "now", 0, "microprice against the mid"),
        define("last_vs_mid", "half spreads", "now", 0, "last trade against the mid"),
        define("pos_15m", "0 to 1", "15 min", 0.5, "place of the mid between low and high"),
        define("pos_24h", "0 to 1", "24 h", 0.5, "place of the mid between low and high"),
        define("dist_high_1h", "sigma", "1 h", 0, "from the mid up to the high, in volatilities of an hour"),
        define("dist_low_1h", "sigma", "1 h", 0, "from the low up to the mid, in volatilities of an hour"),
        define("dist_poc", "VA widths", "24 h", 0, "mid against the point of control, profile fading over 24 h"),
        define("va_pos", "VA widths", "24 h", 0.5, "mid against the lower edge of the value area, cut at -1 and 2"),
        define("lvn_dist", "50 bins", "24 h", 0, "from the mid to the nearest low volume node"),
        define("round_dist", "sigma", "now", 0, "from the mid to the nearest round price, in volatilities of 15 min"),
        define("basis", "bp", "now", 0, "mid of a perpetual against its index"),
        define("vol_1s", "ln(1 + USD)", "1 s", 0, "notional traded in the last whole second"),
        define("vol_z_60s", "sigma", "60 s, over 1 d", 0, "volume against its mean"),
        define("vol_tod_5m", "ratio", "5 min, over 14 d", 1, "volume against the mean of these five minutes of the day"),
        define("trade_rate", "ratio", "10 s, over 1 h", 1, "trades per second against the last hour"),
        define("avg_size_z", "sigma", "60 s, over 1 d", 0, "mean size of a trade against its mean"),
        define("large_share", "0 to 1", "60 s", 0, "share of volume in trades above the 95th percentile of sizes"),
        define("buy_10s", "0 to 1", "10 s", 0.5, "aggressive buys as a share of volume"),
        define("buy_60s", "0 to 1", "60 s", 0.5, "aggressive buys as a share of volume"),
        define("buy_5m", "0 to 1", "5 min", 0.5, "aggressive buys as a share of volume"),
        define("cvd_slope", "1/s", "60 s", 0, "weighted slope of cumulative volume delta over volume"),
        define("cvd_px_corr", "-1 to 1", "5 min", 0, "correlation of volume delta and change of the mid in 5 s steps"),
        define("vpin_pct", "0 to 1", "7 d", 0.5, "percentile of VPIN over 50 buckets"),
        define("kyle_lambda", "bp/sqrt kUSD", "5 min", 0, "slope of 5 s returns on signed root notional, through the origin"),
        define("amihud", "bp/MUSD", "5 min", 0, "mean absolute 5 s return per notional"),
        define("liq_net", "-1 to 1", "60 s", 0, "signed liquidations over volume"),
        define("spread", "bp", "now", 0, "ask less bid over the mid"),
        define("spread_rel", "ratio", "1 h", 1, "spread against its mean"),
        define("qi_1", "-1 to 1", "now", 0, "imbalance of the queues at the touch"),
        define("qi_5", "-1 to 1", "now", 0, "imbalance of five levels, level n weighed by exp(-n/2) from n = 0"),
        define("depth_bid", "ln(1 + USD)", "now", DEPTH, "notional of the bids within 10 bp"),
        define("depth_ask", "ln(1 + USD)", "now", DEPTH, "notional of the asks within 10 bp"),
        define("ofi_1", "ratio", "10 s", 0, "order flow imbalance at the touch over its mean depth of an hour"),
        define("mlofi_5", "ratio", "10 s", 0, "weighted order flow imbalance of five levels over their mean depth of an hour"),
        define("slope_asym", "-1 to 1", "now", 0, "steeper bids than asks within 10 bp"),
        define("impact_10k", "bp", "now", 5, "mean cost of buying and of selling 10,000 USD against the mid"),
        define("rsi14", "0 to 100", "14 bars of 1 min", 50, "Wilder's relative strength index"),
        define("macd_h", "ATR", "12, 26, 9 bars of 1 min", 0, "histogram of MACD"),
        define("stoch14", "0 to 100", "14 bars of 1 min", 50, "place of the close between low and high"),
        define("roc_10m", "sigma", "10 min", 0, "log return of the mid over its volatility"),
        define("ema9_21", "ATR", "21 bars of 1 min", 0, "EMA 9 less EMA 21"),
        define("ema21_50", "ATR", "50 bars of 1 min", 0, "EMA 21 less EMA 50"),
        define("adx14", "0 to 100", "14 bars of 1 min", 20, "Wilder's average directional index"),
        define("di_diff", "-100 to 100", "14 bars of 1 min", 0, "DI+ less DI-"),
        define("er60", "0 to 1", "60 s", 0.3, "Kaufman's efficiency ratio of the mid in 5 s steps"),
        define("ac1", "-1 to 1", "5 min", 0, "lag-1 autocorrelation of one-second returns"),
        define("rv_60s", "annualised", "60 s", 0.5, "realised volatility of one-second returns"),
        define("rv_5m", "annualised", "5 min", 0.5, "realised volatility of 5 s returns"),
        define("rv_1h", "annualised", "1 h", 0.5, "realised volatility of one-minute returns"),
        define("bv_5m", "annualised", "5 min", 0.5, "bipower volatility of 5 s returns"),
        define("rj_5m", "0 to 1", "5 min", 0, "share of jumps in the realised variance"),
        define("bns_z", "sigma", "5 min", 0, "ratio test for jumps"),
        define("garch", "annualised", "1 min", 0.5, "GARCH(1,1) volatility of one-minute returns"),
        define("parkinson", "annualised", "15 min", 0.5, "volatility by the ranges of one-minute bars"),
        define("vov", "ln", "1 h", 0.3, "deviation of the logarithm of rv_60s"),
        define("rv_ratio", "ratio", "5 min, 1 h", 1, "rv_5m over rv_1h"));
    // spotless:on

    /** Feature names in order. */
    public static final List<String> NAMES =
            DEFINITIONS.stream().map(FeatureDefinition::name).toList();

    public static final int SIZE = 65;

    private FeatureSchema() {}

    private static FeatureDefinition define(String name, String unit, String window, double neutral, String meaning) {
        return new FeatureDefinition(name, unit, window, neutral, meaning);
    }

    /** Index of a feature by name, 0 to 64.
     *
     * @throws IllegalArgumentException for an unknown name */
    public static int indexOf(String name) {
        int index = NAMES.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("unknown feature " + name);
        }
        return index;
    }

    /** SHA-256 of the names joined by commas, in hex. */
    public static String hash() {
        try {
            byte[] names = String.join(",", NAMES).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(names));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
