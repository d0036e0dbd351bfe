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
    record Note(String name, Need need, @Nullable Metric metric) {}

    private static final Need BOOK = Need.text("a book in sequence that reaches 10 bp on both sides");
    private static final Need LEVELS = Need.text("five levels of the book on both sides");
    private static final Need PROFILE = Need.text("a traded profile with a value area");

    static final List<Note> ALL = List.of(
            note("ret_1s", Need.seconds(1)),
            note("ret_5s", Need.seconds(5)),
            note("ret_15s", Need.seconds(15)),
            note("ret_60s", Need.secondsOrMinutes(60)),
            note("ret_5m", Need.secondsOrMinutes(300)),
            note("ret_15m", Need.secondsOrMinutes(900)),
            note("ret_1h", Need.minutes(60)),
            note("vwap_dev_sess", Need.trades()),
            note("vwap_dev_15m", Need.seconds(900)),
            note("micro_dev", Need.text("a touch")),
            note("last_vs_mid", Need.trades()),
            note("pos_15m", Need.minutes(15)),
            note("pos_24h", Need.minutes(1439)),
            note("dist_high_1h", Need.minutes(59)),
            note("dist_low_1h", Need.minutes(59)),
            note("dist_poc", PROFILE),
            note("va_pos", PROFILE),
            note("lvn_dist", PROFILE.and(Need.text("a low-volume node in it"))),
            note("round_dist", Need.seconds(60)),
            note("basis", Need.text("mark and index price of the feed")),
            note("vol_1s", Need.trades().and(Need.seconds(0))),
            note("vol_z_60s", Need.trades().and(Need.seconds(60))),
            note("vol_tod_5m", Need.seconds(300).and(Need.text("bars of this minute of past days"))),
            note("trade_rate", Need.trades()),
            note("avg_size_z", Need.trades().and(Need.seconds(60))),
            note("large_share", Need.trades().and(Need.seconds(60))),
            note("buy_10s", Need.trades()),
            note("buy_60s", Need.trades()),
            note("buy_5m", Need.trades()),
            note("cvd_slope", Need.trades().and(Need.seconds(60))),
            note("cvd_px_corr", Need.trades().and(Need.seconds(300))),
            new Note("vpin_pct", vpin(), Metric.VPIN),
            note("kyle_lambda", Need.trades().and(Need.seconds(300))),
            note("amihud", Need.trades().and(Need.seconds(300))),
            note("liq_net", Need.text("a liquidation of the feed").and(Need.seconds(60))),
            new Note("spread", Need.text("a touch"), Metric.SPREAD_BPS),
            note("spread_rel", Need.seconds(60)),
            note("qi_1", Need.text("a touch")),
            note("qi_5", LEVELS),
            note("depth_bid", BOOK),
            note("depth_ask", BOOK),
            note("ofi_1", Need.text("quotes").and(Need.seconds(10))),
            note("mlofi_5", LEVELS.and(Need.seconds(10))),
            note("slope_asym", BOOK),
            new Note("impact_10k", Need.text("10,000 USD in the known book on both sides"), Metric.IMPACT_BPS),
            note("rsi14", Need.minutes(15)),
            note("macd_h", Need.minutes(35)),
            note("stoch14", Need.minutes(14)),
            note("roc_10m", Need.secondsOrMinutes(600)),
            note("ema9_21", Need.minutes(21)),
            note("ema21_50", Need.minutes(50)),
            note("adx14", Need.minutes(28)),
            note("di_diff", Need.minutes(15)),
            note("er60", Need.seconds(300)),
            note("ac1", Need.seconds(300)),
            note("rv_60s", Need.seconds(60)),
            note("rv_5m", Need.seconds(300)),
            note("rv_1h", Need.minutes(61)),
            note("bv_5m", Need.seconds(300)),
            note("rj_5m", Need.seconds(300)),
            note("bns_z", Need.seconds(300)),
            note("garch", Need.minutes(31)),
            note("parkinson", Need.minutes(15)),
            note("vov", Need.seconds(360)),
            note("rv_ratio", Need.seconds(300).and(Need.minutes(61))));

    static {
        List<String> names = ALL.stream().map(Note::name).toList();
        if (!names.equals(FeatureSchema.NAMES)) {
            throw new IllegalStateException("notes must be of the schema's features, were of " + names);
        }
    }

    private FeatureNotes() {}

    private static Note note(String name, Need need) {
        return new Note(name, need, null);
    }

    private static Need vpin() {
        return market -> "50 buckets of 1/50 of yesterday's volume, has " + market.vpin.imbalances.size
                + (market.vpin.bucketFiftieths > 0 ? "" : "; no whole day's bars before midnight yet");
    }
}
