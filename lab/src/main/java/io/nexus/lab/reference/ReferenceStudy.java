package io.nexus.lab.reference;

import io.nexus.connectors.recorded.KlineFile;
import io.nexus.domain.check.Check;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.market.Metric;
import io.nexus.udf.market.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits and checks references on recordings, and klines where there are some.
 *
 * @param recording folder of a recording
 * @param klines folder of klines; null = none
 * @param share of each source, from its beginning, that the fit uses and the check only warms up with; in (0, 1) */
public record ReferenceStudy(LayersConfig config, Path recording, @Nullable Path klines, double share) {
    public ReferenceStudy {
        Check.inOpenUnitInterval("share", share);
    }

    /** Fits a reference to all sources.
     *
     * @param fitted when, for people */
    public Reference fit(String fitted) {
        return new ReferenceFit(samples(), share).fit(series -> true, fitted, Reference.shipped());
    }

    /** What Layer 1 says of each instrument's last part with the shipped reference. */
    public List<CheckedInstrument> check() {
        return ReferenceCheck.of(recording, config, share, instrument -> Reference.shipped());
    }

    /** The same where each instrument's percentiles start from a reference that never saw its symbol. */
    public List<CheckedInstrument> checkLeftOut() {
        ReferenceFit fit = new ReferenceFit(samples(), share);
        return ReferenceCheck.of(recording, config, share, instrument -> {
            String symbol = instrument.substring(instrument.lastIndexOf('|') + 1);
            String base = base(symbol);
            return fit.fit(series -> !base(series.symbol).equals(base), "without " + base, Reference.shipped());
        });
    }

    /** How well a reference that never saw a symbol tells the last part of its one-minute bars; empty without
     * klines. */
    public List<CheckedBars> checkBars() {
        if (klines == null) {
            return List.of();
        }
        List<SampleSeries> samples = BarSamples.of(KlineFile.below(klines));
        ReferenceFit fit = new ReferenceFit(samples, share);
        return samples.stream()
                .filter(series -> series.valuesAfter(Metric.NOISE, share).length > 0)
                .map(series -> {
                    Reference other = fit.fit(s -> s != series, "without " + series.symbol, Reference.shipped());
                    return CheckedBars.of(series, share, other);
                })
                .toList();
    }

    /** What is traded: BTC of BTCUSDT and of BTCUSD_PERP. */
    private static String base(String symbol) {
        int quote = symbol.indexOf("USD");
        return quote > 0 ? symbol.substring(0, quote) : symbol;
    }

    private List<SampleSeries> samples() {
        List<SampleSeries> all = new ArrayList<>(TickSamples.of(recording, config));
        if (klines != null) {
            all.addAll(BarSamples.of(KlineFile.below(klines)));
        }
        return all;
    }
}
