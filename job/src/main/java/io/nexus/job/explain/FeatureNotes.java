package io.nexus.job.explain;

import io.nexus.domain.feature.FeatureSchema;
import io.nexus.udf.market.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Unit, window and needs of each of the 65 features, in schema order. */
final class FeatureNotes {
    /** One feature.
     *
     * @param metric whose percentile is kept of it; null = none */
    record Note(String name, String unit, String window, Need need, @Nullable Metric metric) {}

    private static final Need BOOK = Need.text("a book in sequence that reaches 10 bp on both sides");
    private static final Need LEVELS = Need.text("five levels of the book on both sides");
    private static final Need PROFILE = Need.text("a traded profile with a value area");

    static final List<Note> ALL = List.of(
            note("ret_1s", "bp", "1 s", Need.seconds(1)),
            note("ret_5s", "bp", "5 s", Need.seconds(5)),
            note("ret_15s", "bp", "15 s", Need.seconds(15)),
            note("ret_60s", "sigma", "60 s", Need.secondsOrMinutes(60)),
            note("ret_5m", "sigma", "5 min", Need.secondsOrMinutes(300)),
            note("ret_15m", "sigma", "15 min", Need.secondsOrMinutes(900)),
            note("ret_1h", "sigma", "1 h", Need.minutes(60)),
            note("vwap_dev_sess", "z", "UTC day", Need.trades()),
            note("vwap_dev_15m", "z", "15 min", Need.seconds(900)),
            note("micro_dev", "bp", "now", Need.text("a touch")),
            note("last_vs_mid", "half spreads", "now", Need.trades()),
            note("pos_15m", "0..1", "15 min", Need.minutes(15)),
            note("pos_24h", "0..1", "24 h", Need.minutes(1440)),
            note("dist_high_1h", "sigma", "1 h", Need.minutes(61)),
            note("dist_low_1h", "sigma", "1 h", Need.minutes(61)),
            note("dist_poc", "VA widths", "24 h", PROFILE),
            note("va_pos", "-1..2", "24 h", PROFILE),
            note("lvn_dist", "50 bins", "24 h", PROFILE.and(Need.text("a low-volume node in it"))),
            note("round_dist", "sigma", "15 min", Need.seconds(60)),
            note("basis", "bp", "now", Need.text("mark and index price of the feed")),
            note("vol_1s", "ln USD", "1 s", Need.trades().and(Need.seconds(0))),
            note("vol_z_60s", "z", "1 d", Need.trades().and(Need.seconds(60))),
            note("vol_tod_5m", "ratio", "14 d", Need.seconds(300).and(Need.text("bars of this minute of past days"))),
            note("trade_rate", "ratio", "10 s / 1 h", Need.trades()),
            note("avg_size_z", "z", "60 s", Need.trades().and(Need.seconds(60))),
            note("large_share", "0..1", "60 s", Need.trades().and(Need.seconds(60))),
            note("buy_10s", "0..1", "10 s", Need.trades()),
            note("buy_60s", "0..1", "60 s", Need.trades()),
            note("buy_5m", "0..1", "5 min", Need.trades()),
            note("cvd_slope", "1/s", "60 s", Need.trades().and(Need.seconds(60))),
            note("cvd_px_corr", "-1..1", "5 min", Need.trades().and(Need.seconds(300))),
            new Note("vpin_pct", "0..1", "50 buckets", vpin(), Metric.VPIN),
            note("kyle_lambda", "bp/sqrt kUSD", "5 min", Need.trades().and(Need.seconds(300))),
            note("amihud", "bp/MUSD", "5 min", Need.trades().and(Need.seconds(300))),
            note(
                    "liq_net",
                    "-1..1",
                    "60 s",
                    Need.text("a liquidation of the feed").and(Need.seconds(60))),
            new Note("spread", "bp", "now", Need.text("a touch"), Metric.SPREAD_BPS),
            note("spread_rel", "ratio", "1 h", Need.seconds(60)),
            note("qi_1", "-1..1", "now", Need.text("a touch")),
            note("qi_5", "-1..1", "now", LEVELS),
            note("depth_bid", "ln USD", "10 bp", BOOK),
            note("depth_ask", "ln USD", "10 bp", BOOK),
            note("ofi_1", "ratio", "10 s", Need.text("quotes").and(Need.seconds(10))),
            note("mlofi_5", "ratio", "10 s", LEVELS.and(Need.seconds(10))),
            note("slope_asym", "-1..1", "10 bp", BOOK),
            new Note(
                    "impact_10k",
                    "bp",
                    "now",
                    Need.text("10,000 USD in the known book on both sides"),
                    Metric.IMPACT_BPS),
            note("rsi14", "0..100", "1 min bars", Need.minutes(15)),
            note("macd_h", "ATR", "1 min bars", Need.minutes(35)),
            note("stoch14", "0..100", "1 min bars", Need.minutes(14)),
            note("roc_10m", "sigma", "10 min", Need.secondsOrMinutes(600)),
            note("ema9_21", "ATR", "1 min bars", Need.minutes(21)),
            note("ema21_50", "ATR", "1 min bars", Need.minutes(50)),
            note("adx14", "0..100", "1 min bars", Need.minutes(28)),
            note("di_diff", "-100..100", "1 min bars", Need.minutes(15)),
            note("er60", "0..1", "60 s", Need.seconds(300)),
            note("ac1", "-1..1", "5 min", Need.seconds(300)),
            note("rv_60s", "annual", "60 s", Need.seconds(60)),
            note("rv_5m", "annual", "5 min", Need.seconds(300)),
            note("rv_1h", "annual", "1 h", Need.minutes(61)),
            note("bv_5m", "annual", "5 min", Need.seconds(300)),
            note("rj_5m", "0..1", "5 min", Need.seconds(300)),
            note("bns_z", "z", "5 min", Need.seconds(300)),
            note("garch", "annual", "1 min bars", Need.minutes(31)),
            note("parkinson", "annual", "15 min", Need.minutes(15)),
            note("vov", "ratio", "1 h", Need.seconds(360)),
            note("rv_ratio", "ratio", "5 min / 1 h", Need.seconds(300).and(Need.minutes(61))));

    static {
        List<String> names = ALL.stream().map(Note::name).toList();
        if (!names.equals(FeatureSchema.NAMES)) {
            throw new IllegalStateException("notes must be of the schema's features, were of " + names);
        }
    }

    private FeatureNotes() {}

    private static Note note(String name, String unit, String window, Need need) {
        return new Note(name, unit, window, need, null);
    }

    private static Need vpin() {
        return market -> "50 buckets of 1/50 of yesterday's volume, has " + market.vpin.imbalances.size
                + (market.vpin.bucketLots > 0 ? "" : "; no whole day's bars before midnight yet");
    }
}
