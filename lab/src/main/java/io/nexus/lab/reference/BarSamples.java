package io.nexus.lab.reference;

import io.nexus.connectors.recorded.Kline;
import io.nexus.connectors.recorded.KlineBars;
import io.nexus.connectors.recorded.KlineFile;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Bar;
import io.nexus.udf.market.BarMeasures;
import io.nexus.udf.market.InstrumentScale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The metrics that bars tell, at the close of each bar. */
final class BarSamples {
    private BarSamples() {}

    /** A series per file. COIN-M files are left out: what a contract is worth does not be in them. */
    static List<SampleSeries> of(List<KlineFile> files) {
        List<SampleSeries> all = new ArrayList<>();
        for (KlineFile file : files) {
            if (file.market() != Market.COINM) {
                SampleSeries series = series(file);
                if (!series.isEmpty()) {
                    all.add(series);
                }
            }
        }
        return all;
    }

    private static SampleSeries series(KlineFile file) {
        List<Kline> klines = file.read();
        Instrument instrument = instrument(file, klines);
        KlineBars bars = new KlineBars(instrument, file.intervalMs());
        BarMeasures measures = new BarMeasures(InstrumentScale.of(instrument));
        SampleSeries series = new SampleSeries(file.market(), file.symbol(), SampleSeries.Kind.BARS);
        for (Kline kline : klines) {
            Bar bar = bars.bar(kline);
            measures.take(bar);
            boolean tells = file.intervalMs() == 60_000 || bar.takerBuyLots() != Bar.NO_TAKER_VOLUME;
            if (tells && file.intervalMs() < 3_600_000) {
                series.add(bar.closeTimeMs(), measures::value);
            }
        }
        return series;
    }

    /** As fine as the file's numbers are. */
    private static Instrument instrument(KlineFile file, List<Kline> klines) {
        BigDecimal tick = step(klines.stream().flatMap(k -> Stream.of(k.open(), k.high(), k.low(), k.close())));
        BigDecimal lot = step(klines.stream().map(Kline::volume));
        return new Instrument(
                Instrument.key("BINANCE", file.market(), file.symbol()),
                "BINANCE",
                file.market(),
                file.symbol(),
                tick,
                lot,
                1,
                Long.MAX_VALUE,
                BigDecimal.ZERO,
                BigDecimal.ONE,
                false,
                file.market() != Market.SPOT,
                BigDecimal.ZERO);
    }

    private static BigDecimal step(Stream<BigDecimal> values) {
        int decimals = values.mapToInt(value -> value.stripTrailingZeros().scale())
                .max()
                .orElse(0);
        return BigDecimal.ONE.movePointLeft(Math.max(0, decimals));
    }
}
