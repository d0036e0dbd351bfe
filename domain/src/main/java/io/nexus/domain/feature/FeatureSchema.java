package io.nexus.domain.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names and order of the 65 features of Layer 1; index 0 holds feature 1. Units and windows stand beside the code that
 * computes them. Models are bound to {@link #hash()}: a model trained on other names or another order is refused. */
public final class FeatureSchema {
    /** Feature names in order: 20 price, 15 volume, 10 depth, 10 momentum, 10 volatility. */
    public static final List<String> NAMES = List.of(
            "ret_1s",
            "ret_5s",
            "ret_15s",
            "ret_60s",
            "ret_5m",
            "ret_15m",
            "ret_1h",
            "vwap_dev_sess",
            "vwap_dev_15m",
            "micro_dev",
            "last_vs_mid",
            "pos_15m",
            "pos_24h",
            "dist_high_1h",
            "dist_low_1h",
            "dist_poc",
            "va_pos",
            "lvn_dist",
            "round_dist",
            "basis",
            "vol_1s",
            "vol_z_60s",
            "vol_tod_5m",
            "trade_rate",
            "avg_size_z",
            "large_share",
            "buy_10s",
            "buy_60s",
            "buy_5m",
            "cvd_slope",
            "cvd_px_corr",
            "vpin_pct",
            "kyle_lambda",
            "amihud",
            "liq_net",
            "spread",
            "spread_rel",
            "qi_1",
            "qi_5",
            "depth_bid",
            "depth_ask",
            "ofi_1",
            "mlofi_5",
            "slope_asym",
            "impact_10k",
            "rsi14",
            "macd_h",
            "stoch14",
            "roc_10m",
            "ema9_21",
            "ema21_50",
            "adx14",
            "di_diff",
            "er60",
            "ac1",
            "rv_60s",
            "rv_5m",
            "rv_1h",
            "bv_5m",
            "rj_5m",
            "bns_z",
            "garch",
            "parkinson",
            "vov",
            "rv_ratio");

    public static final int SIZE = 65;

    private FeatureSchema() {}

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
