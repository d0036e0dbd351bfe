package io.nexus.lab.explain;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.udf.market.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each of the 65 features needs, and whose percentile is kept of it, in schema order. */
final class FeatureNotes {
    /** One feature.
     *
     * @param metric whose percentile is kept of it; null = none */
    record Note(String name, WarmUpProgress need, @Nullable Metric metric) {}

    private static final WarmUpProgress BOOK =
            WarmUpProgress.text("a book in sequence that reaches 10 bp on both sides");
    private static final WarmUpProgress LEVELS = WarmUpProgress.text("five levels of the book on both sides");
    private static final WarmUpProgress PROFILE = WarmUpProgress.text("a traded profile with a value area");

    static final List<Note> ALL = List.of(
            note("ret_1s", WarmUpProgress.seconds(1)),
            note("ret_5s", WarmUpProgress.seconds(5)),
            note("ret_15s", WarmUpProgress.seconds(15)),
            note("ret_60s", WarmUpProgress.secondsOrMinutes(60)),
            note("ret_5m", WarmUpProgress.secondsOrMinutes(300)),
            note("ret_15m", WarmUpProgress.secondsOrMinutes(900)),
            note("ret_1h", WarmUpProgress.minutes(60)),
            note("vwap_dev_sess", WarmUpProgress.trades()),
            note("vwap_dev_15m", WarmUpProgress.seconds(900)),
            note("micro_dev", WarmUpProgress.text("a touch")),
            note("last_vs_mid", WarmUpProgress.trades()),
            note("pos_15m", WarmUpProgress.minutes(15)),
            note("pos_24h", WarmUpProgress.minutes(1439)),
            note("dist_high_1h", WarmUpProgress.minutes(59)),
            note("dist_low_1h", WarmUpProgress.minutes(59)),
            note("dist_poc", PROFILE),
            note("va_pos", PROFILE),
            note("lvn_dist", PROFILE.and(WarmUpProgress.text("a low-volume node in it"))),
            note("round_dist", WarmUpProgress.seconds(60)),
            note("basis", WarmUpProgress.text("mark and index price of the feed")),
            note("vol_1s", WarmUpProgress.trades().and(WarmUpProgress.seconds(0))),
            note("vol_z_60s", WarmUpProgress.trades().and(WarmUpProgress.seconds(60))),
            note(
                    "vol_tod_5m",
                    WarmUpProgress.seconds(300).and(WarmUpProgress.text("bars of this minute of past days"))),
            note("trade_rate", WarmUpProgress.trades()),
            note("avg_size_z", WarmUpProgress.trades().and(WarmUpProgress.seconds(60))),
            note("large_share", WarmUpProgress.trades().and(WarmUpProgress.seconds(60))),
            note("buy_10s", WarmUpProgress.trades()),
            note("buy_60s", WarmUpProgress.trades()),
            note("buy_5m", WarmUpProgress.trades()),
            note("cvd_slope", WarmUpProgress.trades().and(WarmUpProgress.seconds(60))),
            note("cvd_px_corr", WarmUpProgress.trades().and(WarmUpProgress.seconds(300))),
            new Note("vpin_pct", vpin(), Metric.VPIN),
            note("kyle_lambda", WarmUpProgress.trades().and(WarmUpProgress.seconds(300))),
            note("amihud", WarmUpProgress.trades().and(WarmUpProgress.seconds(300))),
            note("liq_net", WarmUpProgress.text("a liquidation of the feed").and(WarmUpProgress.seconds(60))),
            new Note("spread", WarmUpProgress.text("a touch"), Metric.SPREAD_BPS),
            note("spread_rel", WarmUpProgress.seconds(60)),
            note("qi_1", WarmUpProgress.text("a touch")),
            note("qi_5", LEVELS),
            note("depth_bid", BOOK),
            note("depth_ask", BOOK),
            note("ofi_1", WarmUpProgress.text("quotes").and(WarmUpProgress.seconds(10))),
            note("mlofi_5", LEVELS.and(WarmUpProgress.seconds(10))),
            note("slope_asym", BOOK),
            new Note(
                    "impact_10k", WarmUpProgress.text("10,000 USD in the known book on both sides"), Metric.IMPACT_BPS),
            note("rsi14", WarmUpProgress.minutes(15)),
            note("macd_h", WarmUpProgress.minutes(35)),
            note("stoch14", WarmUpProgress.minutes(14)),
            note("roc_10m", WarmUpProgress.secondsOrMinutes(600)),
            note("ema9_21", WarmUpProgress.minutes(21)),
            note("ema21_50", WarmUpProgress.minutes(50)),
            note("adx14", WarmUpProgress.minutes(28)),
            note("di_diff", WarmUpProgress.minutes(15)),
            note("er60", WarmUpProgress.seconds(300)),
            note("ac1", WarmUpProgress.seconds(300)),
            note("rv_60s", WarmUpProgress.seconds(60)),
            note("rv_5m", WarmUpProgress.seconds(300)),
            note("rv_1h", WarmUpProgress.minutes(61)),
            note("bv_5m", WarmUpProgress.seconds(300)),
            note("rj_5m", WarmUpProgress.seconds(300)),
            note("bns_z", WarmUpProgress.seconds(300)),
            note("garch", WarmUpProgress.minutes(31)),
            note("parkinson", WarmUpProgress.minutes(15)),
            note("vov", WarmUpProgress.seconds(360)),
            note("rv_ratio", WarmUpProgress.seconds(300).and(WarmUpProgress.minutes(61))));

    static {
        List<String> names = ALL.stream().map(Note::name).toList();
        if (!names.equals(FeatureSchema.NAMES)) {
            throw new IllegalStateException("notes must be of the schema's features, were of " + names);
        }
    }

    private FeatureNotes() {}

    private static Note note(String name, WarmUpProgress need) {
        return new Note(name, need, null);
    }

    private static WarmUpProgress vpin() {
        return market -> "50 buckets of 1/50 of yesterday's volume, has " + market.vpin.imbalances.size
                + (market.vpin.bucketFiftieths > 0 ? "" : "; no whole day's bars before midnight yet");
    }
}
