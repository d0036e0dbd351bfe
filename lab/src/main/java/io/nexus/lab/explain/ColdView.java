package io.nexus.lab.explain;

import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.Metric;
import io.nexus.udf.quality.MarketQualityConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an instrument still waits for: before it may trade, and before each feature is known. */
final class ColdView {
    private static final int ATR_BARS = 15;

    private final MarketQualityConfig config;
    private final MarketContext market;

    ColdView(MarketQualityConfig config, MarketContext market) {
        this.config = config;
        this.market = market;
    }

    List<Explanation.Wait> waits() {
        List<Explanation.Wait> waits = new ArrayList<>();
        long spanMs = market.timeMs - market.firstEventMs;
        if (spanMs < config.coldMs()) {
            waits.add(wait("trading", config.coldMs() / 1000, "s of events", spanMs / 1000));
        }
        if (market.hours.count < config.coldHourBars()) {
            waits.add(wait("trading", config.coldHourBars(), "one-hour bars", market.hours.count));
        }
        if (market.minutes.count < config.coldMinuteBars()) {
            waits.add(wait("trading", config.coldMinuteBars(), "one-minute bars", market.minutes.count));
        }
        if (Double.isNaN(market.hour.atrTicks())) {
            waits.add(wait("stops (ATR14)", ATR_BARS, "one-hour bars", market.hours.count));
        }
        for (int i = 0; i < FeatureNotes.ALL.size(); i++) {
            FeatureNotes.Note note = FeatureNotes.ALL.get(i);
            if (market.isMissing(i)) {
                waits.add(new Explanation.Wait(note.name(), note.need().text(market)));
            }
        }
        if (Double.isNaN(Metric.MOMENTUM.value(market))) {
            waits.add(wait("momentum's percentile", 240, "one-minute bars", market.minutes.count));
        }
        return waits;
    }

    private static Explanation.Wait wait(String what, long needed, String of, long has) {
        return new Explanation.Wait(what, String.format(Locale.ROOT, "%,d %s, has %,d", needed, of, has));
    }
}
