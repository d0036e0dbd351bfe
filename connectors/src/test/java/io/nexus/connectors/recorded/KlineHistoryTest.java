package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Bar;
import io.nexus.domain.market.MarketEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KlineHistoryTest {
    private static final long DAY_MS = 1_723_075_200_000L; // 2024-08-08 00:00 UTC
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    Path root;

    @Test
    void joinsMinutesIntoWholeHoursAndTellsTheMinutesFirst() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 125);

        List<MarketEvent> events = before(DAY_MS + 125 * MINUTE_MS);

        assertThat(events).hasSize(127).allSatisfy(event -> {
            assertThat(event.feedTimeMs()).isEqualTo(DAY_MS + 125 * MINUTE_MS);
            assertThat(event.instrument()).isEqualTo("BINANCE|USDM|BTCUSDT");
        });
        assertThat(events.get(59).bar().intervalMs()).isEqualTo(MINUTE_MS);
        assertThat(events.get(60).bar())
                .isEqualTo(
                        new Bar(HOUR_MS, DAY_MS, 600_000, 600_600, 599_990, 600_595, 60_000, Bar.NO_TAKER_VOLUME, 0));
        assertThat(events.get(121).bar().openTimeMs()).isEqualTo(DAY_MS + HOUR_MS);
    }

    @Test
    void leavesOutWhatClosesAfterTheStartAndInstrumentsThatTheFeedLacks() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 125);
        minutes("usdm/NONEUSDT-1m.csv", 125);

        List<MarketEvent> events = before(DAY_MS + 90 * MINUTE_MS + 1);

        assertThat(events).hasSize(91);
        assertThat(events.get(90).bar().closeTimeMs()).isEqualTo(DAY_MS + 90 * MINUTE_MS);
    }

    @Test
    void takesAnHourFromAFileOfHoursWhereThereIsOneAndKeepsADayOfMinutes() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 1500);
        Files.writeString(root.resolve("usdm/BTCUSDT-1h.csv"), DAY_MS + ",1,9,1,2,7.000\n");

        List<MarketEvent> events = before(DAY_MS + 1500 * MINUTE_MS);

        List<Bar> hours = events.stream()
                .map(event -> Objects.requireNonNull(event.bar()))
                .filter(bar -> bar.intervalMs() == HOUR_MS)
                .toList();
        assertThat(hours).hasSize(25);
        assertThat(hours.get(0).volumeLots()).isEqualTo(7000);
        assertThat(hours.get(1).volumeLots()).isEqualTo(60_000);
        assertThat(events).hasSize(25 + 1440);
    }

    @Test
    void makesNoHourOfOneWithAGap() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 120);
        Path file = root.resolve("usdm/BTCUSDT-1m.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.remove(30);
        Files.write(file, lines);

        assertThat(before(DAY_MS + 120 * MINUTE_MS)).hasSize(119 + 1);
    }

    @Test
    void goesOnBehindTheBarThatASnapshotWasTakenAfter() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 3);
        List<MarketEvent> bars = before(DAY_MS + 3 * MINUTE_MS);
        BackFilledFeed feed = new BackFilledFeed(new NoFeed(), new BackFill(0, bars, List.of(), List.of(), 0));
        feed.next();
        feed.next();

        BackFilledFeed resumed = new BackFilledFeed(new NoFeed(), new BackFill(0, bars, List.of(), List.of(), 0));
        resumed.restoreState(feed.snapshotState());

        assertThat(resumed.next()).isEqualTo(FeedMessage.of(bars.get(2)));
        assertThat(resumed.next()).isNull();
        assertThatThrownBy(() -> new BackFilledFeed(new NoFeed(), BackFill.NONE).restoreState(feed.snapshotState()))
                .hasMessageContaining("there are 0 bars, the snapshot is after 2");
    }

    @Test
    void takesRowsThatComeNewestFirstOrTwiceOnceEachAndSaysSo() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 120);
        Path file = root.resolve("usdm/BTCUSDT-1m.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        Collections.reverse(lines);
        lines.addAll(lines.subList(0, 60));
        Files.write(file, lines);

        BackFill filled = fill(DAY_MS + 120 * MINUTE_MS);

        assertThat(filled.bars()).hasSize(120 + 2);
        assertThat(filled.repeatedRows()).isEqualTo(60);
        assertThat(bars(filled, HOUR_MS).get(1))
                .isEqualTo(new Bar(
                        HOUR_MS, DAY_MS + HOUR_MS, 600_600, 601_200, 600_590, 601_195, 60_000, Bar.NO_TAKER_VOLUME, 0));
        assertThat(filled.lines()).contains("klines: 60 rows repeat another one and count once");
    }

    @Test
    void makesNoHourOfAMinuteTwiceAndOneMissing() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 60);
        Path file = root.resolve("usdm/BTCUSDT-1m.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(31, lines.get(30));
        Files.write(file, lines);

        BackFill filled = fill(DAY_MS + 60 * MINUTE_MS);

        assertThat(bars(filled, HOUR_MS)).isEmpty();
        assertThat(bars(filled, MINUTE_MS)).hasSize(59);
    }

    @Test
    void makesNoHourOfTheTwoEndsOfAHalt() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 240);
        Path file = root.resolve("usdm/BTCUSDT-1m.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.subList(40, 160).clear();
        Files.write(file, lines);

        BackFill filled = fill(DAY_MS + 240 * MINUTE_MS);

        assertThat(bars(filled, HOUR_MS)).extracting(Bar::openTimeMs).containsExactly(DAY_MS + 3 * HOUR_MS);
    }

    @Test
    void joinsAnHourFromFilesOfTwoDays() throws IOException {
        minutes("usdm/BTCUSDT-1m-2024-08-08.csv", 60);
        Path file = root.resolve("usdm/BTCUSDT-1m-2024-08-08.csv");
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 20));
        Files.write(root.resolve("usdm/BTCUSDT-1m-2024-08-09.csv"), lines.subList(20, 60));

        assertThat(bars(fill(DAY_MS + HOUR_MS), HOUR_MS)).hasSize(1);
    }

    @Test
    void passesOverPricesThatNobodyTradedAtAndNamesThem() throws IOException {
        minutes("usdm/klines/BTCUSDT/1m/BTCUSDT-1m-2024-08-08.csv", 60);
        minutes("usdm/markPriceKlines/BTCUSDT/1m/BTCUSDT-1m-2024-08-08.csv", 60);
        write("usdm/other/BTCUSDT-1m-2024-08-08.csv", DAY_MS + ",60000,60009,59990,60001,0,0,0,60,0,0,0\n");
        write("usdm/premium/BTCUSDT-1m-2024-08-08.csv", DAY_MS + ",-0.0001,0.0002,-0.0003,0.0001,0\n");

        BackFill filled = fill(DAY_MS + HOUR_MS);

        assertThat(filled.bars()).hasSize(61);
        assertThat(bars(filled, MINUTE_MS))
                .allSatisfy(bar -> assertThat(bar.volumeLots()).isEqualTo(1_000));
        assertThat(filled.lines())
                .contains("klines not used, prices that are not of trades (mark, index or premium):"
                        + " usdm/markPriceKlines/BTCUSDT/1m/BTCUSDT-1m-2024-08-08.csv,"
                        + " usdm/other/BTCUSDT-1m-2024-08-08.csv, usdm/premium/BTCUSDT-1m-2024-08-08.csv");
    }

    @Test
    void refusesAPriceThatNobodyTradedAtAmongKlinesAndNamesItsLine() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 60);
        Path file = root.resolve("usdm/BTCUSDT-1m.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(30, (DAY_MS + 30 * MINUTE_MS) + ",60000,60009,59990,60001,0");
        Files.write(file, lines);

        assertThatThrownBy(() -> fill(DAY_MS + HOUR_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BTCUSDT-1m.csv: line 31 (2024-08-08T00:30:00Z) moves without volume");
    }

    @Test
    void refusesTwoRowsThatSayDifferentThingsOfABarAndNamesBoth() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 60);
        write("usdm/BTCUSDT-1m-2024-08-08.csv", (DAY_MS + 5 * MINUTE_MS) + ",60005,60006,60004,60005.5,0.500\n");

        assertThatThrownBy(() -> fill(DAY_MS + HOUR_MS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BTCUSDT-1m-2024-08-08.csv: line 1 (2024-08-08T00:05:00Z)")
                .hasMessageContaining("BTCUSDT-1m.csv: line 6 (2024-08-08T00:05:00Z) say different things");
    }

    @Test
    void refusesARowOffTheMinuteOnlyWhereItIsNeededAndNamesFileAndLine() throws IOException {
        StringBuilder hours = new StringBuilder((DAY_MS - 40 * 24 * HOUR_MS + 1_000) + ",1,1,1,1,1\n");
        for (int i = 0; i < 32 * 24; i++) {
            hours.append(DAY_MS - (i + 1) * HOUR_MS).append(",1,1,1,1,1\n");
        }
        write("usdm/BTCUSDT-1h.csv", hours.toString());

        assertThat(fill(DAY_MS).bars()).hasSize(32 * 24);
        write("usdm/BTCUSDT-1h-2024-08.csv", (DAY_MS - 2 * HOUR_MS + 1_000) + ",1,1,1,1,1\n");
        assertThatThrownBy(() -> fill(DAY_MS))
                .hasMessageContaining("usdm/BTCUSDT-1h-2024-08.csv: line 1 (2024-08-07T22:00:01Z): ")
                .hasMessageContaining("impossible kline of BINANCE|USDM|BTCUSDT");
    }

    @Test
    void takesTheKlinesOfAnotherMarketWhereAskedForAndSaysThatTheyStandIn() throws IOException {
        minutes("binance-spot-flat/BTCUSDT-1m.csv", 60);
        minutes("binance-spot-flat/ETHUSDT-1m.csv", 60);
        minutes("usdm/ETHUSDT-1m.csv", 30);

        BackFill alone = fill(DAY_MS + HOUR_MS);
        BackFill filled = new KlineSource(root, Market.USDM).before(DAY_MS + HOUR_MS, InstrumentFile.binance2024());

        assertThat(alone.filled())
                .extracting(BackFill.InstrumentBars::instrument)
                .doesNotContain("BINANCE|USDM|BTCUSDT");
        assertThat(alone.lines()).anyMatch(line -> line.startsWith("no bars before BINANCE|USDM|BTCUSDT"));
        assertThat(filled.lines())
                .contains(
                        "bars before BINANCE|USDM|BTCUSDT: 1 hours to 2024-08-08T01:00:00Z (0 min before the first"
                                + " message), 60 minutes to 2024-08-08T01:00:00Z (0 min before the first message), of SPOT"
                                + " klines that stand in",
                        "bars before BINANCE|USDM|ETHUSDT: no hours, 30 minutes to 2024-08-08T00:30:00Z (30 min before"
                                + " the first message)");
    }

    @Test
    void takesAFolderThatNamesNoMarketForTheOneThatIsSaid() throws IOException {
        minutes("BTCUSDT-1m.csv", 60);

        assertThatThrownBy(() -> fill(DAY_MS + HOUR_MS))
                .hasMessageContaining("no folder above names the market")
                .hasMessageContaining("--klines-market");
        BackFill filled = new KlineSource(root, Market.USDM).before(DAY_MS + HOUR_MS, InstrumentFile.binance2024());
        assertThat(filled.bars())
                .hasSize(61)
                .extracting(MarketEvent::instrument)
                .containsOnly("BINANCE|USDM|BTCUSDT");
    }

    @Test
    void namesEveryFileThatItDoesNotUse() throws IOException {
        minutes("usdm/BTCUSDT-1m.csv", 60);
        write("usdm/BTCUSDT-1m-2024-08-07.csv", "");
        write("usdm/BTCUSDT-4h.csv", DAY_MS + ",1,1,1,1,1\n");
        write("usdm/DOGEUSDT-1m.csv", DAY_MS + ",1,1,1,1,1\n");
        write("usdm/BTCUSDT-8h-funding.csv", "x\n");
        write("usdm/BTCUSDT-1m-2025-01-01.csv", (DAY_MS + 100 * 24 * HOUR_MS) + ",1,1,1,1,1\n");

        assertThat(fill(DAY_MS + HOUR_MS).lines())
                .contains(
                        "klines not used, empty: usdm/BTCUSDT-1m-2024-08-07.csv",
                        "klines not used, of a length that does not divide an hour into whole minutes: usdm/BTCUSDT-4h.csv",
                        "klines not used, not of an instrument of the feed: usdm/DOGEUSDT-1m.csv",
                        "klines not used, not named like a kline file: usdm/BTCUSDT-8h-funding.csv",
                        "klines not used, every bar of it closed after the feed's first message:"
                                + " usdm/BTCUSDT-1m-2025-01-01.csv");
    }

    @Test
    void findsInstrumentsWhateverTheirLettersAndOfDeliveryContracts() throws IOException {
        minutes("usdm/币安人生USDT-1m.csv", 1);
        minutes("usdm/BTCUSDT_250926-1m-2024-08.csv", 1);
        minutes("usdm/ethusdt-1m.csv", 1);
        InstrumentCatalog catalog =
                new InstrumentCatalog(List.of(usdm("币安人生USDT"), usdm("BTCUSDT_250926"), usdm("ETHUSDT")));

        BackFill filled = new KlineSource(root, null).before(DAY_MS + MINUTE_MS, catalog);

        assertThat(filled.bars())
                .extracting(MarketEvent::instrument)
                .containsExactlyInAnyOrder(
                        "BINANCE|USDM|币安人生USDT", "BINANCE|USDM|BTCUSDT_250926", "BINANCE|USDM|ETHUSDT");
        assertThat(filled.skipped()).isEmpty();
    }

    private static Instrument usdm(String symbol) {
        return new Instrument(
                "BINANCE|USDM|" + symbol,
                "BINANCE",
                Market.USDM,
                symbol,
                new BigDecimal("0.1"),
                new BigDecimal("0.001"),
                1,
                1_000_000,
                BigDecimal.ONE,
                BigDecimal.ONE,
                false,
                true,
                new BigDecimal("0.0005"));
    }

    private static List<Bar> bars(BackFill filled, long intervalMs) {
        return filled.bars().stream()
                .map(event -> Objects.requireNonNull(event.bar()))
                .filter(bar -> bar.intervalMs() == intervalMs)
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<MarketEvent> before(long startMs) {
        return fill(startMs).bars();
    }

    private BackFill fill(long startMs) {
        return new KlineSource(root, null).before(startMs, InstrumentFile.binance2024());
    }

    /** Minutes from midnight, each opening half a dollar and closing a dollar above the last. */
    private void minutes(String name, int count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            long open = 60_000L + i;
            text.append(DAY_MS + i * MINUTE_MS)
                    .append(',')
                    .append(open)
                    .append(',')
                    .append(open + 1)
                    .append(',')
                    .append(open - 1)
                    .append(',')
                    .append(open)
                    .append(".5,1.000\n");
        }
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A feed that has ended. */
    private static final class NoFeed implements FeedSource {
        @Override
        public @Nullable FeedMessage next() {
            return null;
        }

        @Override
        public byte[] snapshotState() {
            return new byte[0];
        }

        @Override
        public void restoreState(byte[] snapshot) {
            assertThat(snapshot).isEmpty();
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
