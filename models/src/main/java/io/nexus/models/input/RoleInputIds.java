package io.nexus.models.input;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.StrategyId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ordered ids of each role's contract: what a model of that role is asked with unless it names its own. A backup sees what the
 * model sees that it stands in for, except 47 and 55. Of a sequence model: the ids of one step. */
public final class RoleInputIds {
    /** First role of folder 01, whose inputs are not defined yet. */
    private static final int FIRST_OF_DATA_QUALITY = 62;

    /** Weights of the fifteen governed models, in governance's order. */
    public static final List<String> TRUST =
            GovernedModels.NAMES.stream().map(model -> "trust_" + model).toList();

    // spotless:off
    private static final List<String> MICRO = List.of(
        "spread", "qi_1", "qi_5", "ofi_1", "mlofi_5", "impact_10k", "vpin_pct", "kyle_lambda", "large_share", "cvd_px_corr",
        "rj_5m", "micro_dev", "liq_net");
    private static final List<String> REGIMES = Arrays.stream(Regime.values())
        .filter(regime -> regime.column() < Regime.COUNT)
        .map(regime -> "p_" + regime.name().toLowerCase(Locale.ROOT)).toList();
    private static final List<String> VOLATILITY = joined(features(56, 65), List.of(
        "ln_rv_1m", "ln_rv_5m", "ln_rv_15m", "ln_rv_1h", "ln_rv_4h", "ln_rv_1d", "hour_sin", "hour_cos", "vol_z_60s",
        "spread", "funding_rate", "oi_change", "abs_ret_60s", "rj_1h"));
    private static final List<String> REGIME = joined(features(46, 65), features(1, 9), List.of(
        "vol_z_60s", "trade_rate", "large_share", "cvd_slope", "vpin_pct", "spread", "qi_5", "mlofi_5", "er60_lag_5m",
        "ac1_lag_5m", "rv_1h_lag_5m"));
    private static final List<String> SELECTOR = joined(
        List.of("ret_60s", "ret_5m", "ret_15m", "ret_1h", "ret_4h", "vol_z_60s", "vol_tod_5m", "trade_rate", "buy_60s",
            "cvd_slope", "regime_code", "final_volatility"),
        strategies("score_").subList(1, StrategyId.COUNT), MICRO);
    private static final List<String> AGGREGATOR =
        joined(strategies("signal_"), strategies("conf_"), strategies("weight_"));
    private static final List<String> ROUTER = joined(
        List.of("aggregated_signal", "signal_strength", "signals_used", "signals_buy", "signals_sell", "max_confidence",
            "signal_entropy", "agreement"),
        REGIMES,
        List.of("rv_60s", "rv_5m", "rv_1h", "bv_5m", "rj_5m", "garch", "vov", "final_volatility"),
        strategies("weight_"), strategies("signal_conf_"), strategies("score_"),
        List.of("gross_exposure", "open_positions", "drawdown", "daily_pnl", "weekly_pnl", "margin_use", "symbol_exposure",
            "days_since_trade", "last_outcome", "portfolio_correlation"),
        TRUST, MICRO);
    private static final List<String> REVERSAL = joined(
        List.of("unrealized_r", "mfe_r", "mae_r", "position_hours", "entry_confidence", "target_distance_r",
            "stop_distance_r"),
        REGIMES, MICRO);
    private static final List<String> GOVERNOR = GovernedModels.NAMES.stream()
        .flatMap(model -> GovernedModels.MEASURES.stream().map(measure -> model + "_" + measure)).toList();
    private static final List<String> RISK = List.of(
        "size_ratio", "gross_exposure", "symbol_exposure", "final_volatility", "volatility_pct", "recent_loss", "daily_pnl",
        "weekly_pnl", "drawdown", "corr_max", "corr_mean", "liquidity_score", "spread", "anomaly_score", "var_use");
    private static final List<String> CALIBRATOR = List.of(
        "router_confidence", "uncertainty", "accuracy_30d", "mq_score", "volatility_pct", "regime_code", "agreement",
        "spread");
    private static final List<String> MARKET_CLASS = List.of(
        "h1_ret_1h", "h1_ret_2h", "h1_ret_4h", "h1_ret_8h", "h1_ret_12h", "h1_ret_24h", "h1_rsi14", "h1_adx14", "h1_di_diff",
        "h1_macd_h", "h1_ema9_21", "h1_ema21_50", "h1_ema50_200", "rv_1h", "rv_4h", "rv_1d", "rj_1h", "h1_volume_z", "cvd_1h",
        "cvd_4h", "oi_change", "funding_rate", "basis", "hour_sin");
    private static final List<String> TAIL = List.of(
        "rv_5m", "rv_1h", "rv_4h", "rv_1d", "bv_1h", "rj_1h", "garch", "min_ret_1h", "max_ret_1h", "skew_1h", "vov",
        "rv_ratio", "spread", "depth_bid", "depth_ask", "funding_rate", "oi_change", "liq_net", "basis", "regime_code");
    private static final List<String> COST = List.of(
        "order_to_depth", "order_to_volume", "spread", "spread_rel", "qi_1", "qi_5", "ofi_1", "slope_asym", "impact_10k",
        "rv_60s", "trade_rate", "large_share", "side", "order_type", "exchange_age", "mq_score");
    private static final List<String> CORRELATION = List.of(
        "corr_book", "corr_book_24h", "corr_max", "corr_mean", "beta_btc", "book_volatility", "open_positions",
        "gross_exposure", "net_exposure", "final_volatility", "volatility_pct", "rv_1h", "rv_1d", "rj_1h", "ret_1h", "ret_4h",
        "h1_ret_24h", "side", "regime_code", "hour_sin");
    private static final List<String> EXIT_LEVELS = List.of(
        "side", "h1_atr", "final_volatility", "volatility_pct", "rv_5m", "rv_1h", "rv_4h", "rv_1d", "garch", "vov", "rj_1h",
        "spread", "impact_10k", "signal_along", "signal_strength", "p_win", "agreement", "mq_score", "regime_code",
        "trend_along");
    private static final List<String> FILL_TIMING = List.of(
        "order_to_depth", "order_to_volume", "limit_distance", "spread", "spread_rel", "qi_1", "qi_5", "ofi_1", "mlofi_5",
        "slope_asym", "impact_10k", "rv_60s", "trade_rate", "large_share", "buy_10s", "side", "exchange_age", "mq_score");
    private static final List<String> EVENT_IMPACT = List.of(
        "ret_1s", "ret_5s", "ret_15s", "ret_60s", "vol_z_60s", "trade_rate", "large_share", "buy_10s", "cvd_slope", "spread",
        "spread_rel", "ofi_1", "qi_5", "rj_5m", "rv_60s", "funding_hours");
    private static final List<String> LEAD_LAG = List.of(
        "ret_60s", "ofi_1", "btc_ret_60s", "btc_ofi_1", "btc_buy_60s", "eth_ret_60s", "eth_ofi_1", "eth_buy_60s");
    private static final List<String> FLOW_STEP = List.of("ofi_1", "mlofi_5", "qi_1", "qi_5", "micro_dev", "ret_1s");
    private static final List<String> TRADE_STEP = List.of("trade_side", "trade_size", "last_vs_mid", "trade_rate");
    private static final List<String> LIQUIDATION_STEP = List.of(
        "liq_net", "oi_change", "funding_rate", "basis", "ret_60s", "rv_60s", "spread_rel", "vol_z_60s");
    private static final List<String> HAR = List.of("ln_rv_5m", "ln_rv_1h", "ln_rv_1d");
    private static final List<String> VOLATILITY_STEP = List.of("ln_rv_1m", "abs_ret_60s", "vol_z_60s");
    // spotless:on

    private RoleInputIds() {}

    /** Whether a role's inputs are defined; of folder 01 they are not yet. */
    public static boolean isDefined(int roleId) {
        return roleId >= 0 && roleId < FIRST_OF_DATA_QUALITY;
    }

    /** Ordered ids of a role, 0 to 61.
     *
     * @throws IllegalArgumentException for a role without defined inputs */
    public static List<String> of(int roleId) {
        return switch (roleId) {
            case 0, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 33, 34, 35, 36, 37 -> FeatureSchema.NAMES;
            case 1, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32 -> VOLATILITY;
            case 2, 48, 60 -> REGIME;
            case 3, 49 -> SELECTOR;
            case 4, 50 -> AGGREGATOR;
            case 5, 51, 61 -> ROUTER;
            case 6, 52 -> REVERSAL;
            case 7, 53 -> GOVERNOR;
            case 8, 54 -> RISK;
            case 9, 56 -> CALIBRATOR;
            case 10, 57 -> MARKET_CLASS;
            case 11, 58 -> TAIL;
            case 12, 59 -> COST;
            case 38 -> LEAD_LAG;
            case 39 -> CORRELATION;
            case 40, 41 -> EXIT_LEVELS;
            case 42 -> FLOW_STEP;
            case 43 -> TRADE_STEP;
            case 44 -> FILL_TIMING;
            case 45 -> LIQUIDATION_STEP;
            case 46 -> EVENT_IMPACT;
            case 47 -> HAR;
            case 55 -> VOLATILITY_STEP;
            default -> throw new IllegalArgumentException("no inputs are defined of role " + roleId);
        };
    }

    /** Features by their numbers, from 1. */
    private static List<String> features(int first, int last) {
        return FeatureSchema.NAMES.subList(first - 1, last);
    }

    private static List<String> strategies(String prefix) {
        return Arrays.stream(StrategyId.values())
                .map(strategy -> prefix + Definitions.name(strategy))
                .toList();
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        List<String> joined = new ArrayList<>();
        for (List<String> part : parts) {
            joined.addAll(part);
        }
        return List.copyOf(joined);
    }
}
