package io.nexus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BarHistoryTest {
    private static final long START_MS = 1_723_161_254_000L;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    private static MarketEvent bar(String instrument, long intervalMs, long endMs) {
        long openMs = Math.floorDiv(endMs, intervalMs) * intervalMs - intervalMs;
        Bar bar = new Bar(intervalMs, openMs, 10, 12, 9, 11, 5, 2, 3);
        return MarketEvent.received(MarketEventKind.BAR, instrument, START_MS, bar.closeTimeMs(), bar);
    }

    private static MarketEvent trade(String instrument, long feedTimeMs) {
        return MarketEvent.received(
                MarketEventKind.TRADE, instrument, feedTimeMs, feedTimeMs, new Trade(1, 10, 1, Side.BUY));
    }

    @Test
    void saysPerInstrumentHowManyBarsCameAndHowOldTheNewestIs() {
        InstrumentCatalog catalog =
                new InstrumentCatalog(InstrumentFile.binance2024().all().subList(0, 3));
        BarHistory history = new BarHistory(catalog);
        List<String> keys = catalog.all().stream().map(Instrument::key).toList();

        for (int i = 0; i < 3; i++) {
            history.accept(bar(keys.get(0), MINUTE_MS, START_MS - i * MINUTE_MS));
        }
        history.accept(bar(keys.get(0), HOUR_MS, START_MS));
        history.accept(bar(keys.get(1), MINUTE_MS, START_MS - 366 * 24 * HOUR_MS));
        history.accept(trade(keys.get(0), START_MS));
        history.accept(trade(keys.get(1), START_MS + 500));
        assertThat(history.lines()).isEmpty();
        history.accept(trade(keys.get(2), START_MS + 900));

        assertThat(history.lines())
                .containsExactly(
                        "bars before the feed of " + keys.get(0)
                                + ": 3 of 1 min, the newest 14 s old, 1 of 1 h, the newest " + "54 min 14 s old",
                        "bars before the feed of " + keys.get(1)
                                + ": 1 of 1 min, the newest 366 d 0 h old, none of 1 h: TOO OLD, it stays cold until it"
                                + " has made its own",
                        "bars before the feed of " + keys.get(2) + ": none of 1 min, none of 1 h");
    }

    @Test
    void saysOnceWhatHoldsForAllOrForSeveral() {
        InstrumentCatalog catalog =
                new InstrumentCatalog(InstrumentFile.binance2024().all().subList(0, 3));
        BarHistory alike = new BarHistory(catalog);
        BarHistory oneApart = new BarHistory(catalog);
        List<String> keys = catalog.all().stream().map(Instrument::key).toList();

        oneApart.accept(bar(keys.get(1), MINUTE_MS, START_MS));
        for (String key : keys) {
            alike.accept(bar(key, MINUTE_MS, START_MS));
            alike.accept(trade(key, START_MS));
            oneApart.accept(trade(key, START_MS));
        }

        assertThat(alike.lines())
                .containsExactly(
                        "bars before the feed of each of 3 instruments: 1 of 1 min, the newest 14 s old, none of 1 h");
        assertThat(oneApart.lines())
                .containsExactlyInAnyOrder(
                        "bars before the feed of " + keys.get(0) + ", " + keys.get(2) + ": none of 1 min, none of 1 h",
                        "bars before the feed of " + keys.get(1) + ": 1 of 1 min, the newest 14 s old, none of 1 h");
    }

    @Test
    void sumsUpMoreThanTwentyInstrumentsAndDoesNotWaitForSilentOnes() {
        Instrument one = InstrumentFile.binance2024().all().get(0);
        List<Instrument> many = new ArrayList<>();
        for (int i = 10; i < 35; i++) {
            String symbol = "T" + i + "USDT";
            many.add(new Instrument(
                    Instrument.key(one.venue(), one.market(), symbol),
                    one.venue(),
                    one.market(),
                    symbol,
                    one.tickSize(),
                    one.lotSize(),
                    one.minLots(),
                    one.maxLots(),
                    one.minNotional(),
                    one.contractMultiplier(),
                    one.isInverse(),
                    one.isShortable(),
                    one.takerFeeRatio()));
        }
        BarHistory history = new BarHistory(new InstrumentCatalog(many));

        many.subList(0, 22).forEach(each -> history.accept(bar(each.key(), MINUTE_MS, START_MS)));
        history.accept(bar(many.get(22).key(), HOUR_MS, START_MS - 5 * HOUR_MS));
        history.accept(trade(many.get(0).key(), START_MS));
        history.accept(trade(many.get(0).key(), START_MS + 59_999));
        assertThat(history.lines()).isEmpty();
        history.accept(trade(many.get(0).key(), START_MS + 60_000));

        assertThat(history.lines()).hasSize(1);
        assertThat(history.lines().get(0))
                .startsWith("bars before the feed of 25 instruments: 22 of 1 min, 1 of 1 h; without any: 2 (")
                .contains("T33USDT", "TOO OLD");
    }
}
