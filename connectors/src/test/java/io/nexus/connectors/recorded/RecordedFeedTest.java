package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.book.BookResult;
import io.nexus.domain.book.OrderBook;
import io.nexus.domain.book.QuoteCrossCheck;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedFeedTest {
    private static final InstrumentCatalog CATALOG = InstrumentFile.binance2024();
    private static final String TRADE =
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1723161255343,\"s\":\"BTCUSDT\",\"t\":7,"
                    + "\"p\":\"61837.60\",\"q\":\"0.020\",\"X\":\"MARKET\",\"m\":true}}";

    @TempDir
    Path directory;

    @Test
    void givesEveryRecordedMessageAndABookThatEqualsTheQuotes() {
        Path folder = SharedData.folder("ticks/binance-2024-08-08");
        Map<String, OrderBook> bookByInstrument = new TreeMap<>();
        Map<String, QuoteCrossCheck> checkByInstrument = new TreeMap<>();
        Map<BookResult, Integer> countByResult = new EnumMap<>(BookResult.class);
        long received = 0;
        long feedTimeMs = 0;

        try (RecordedFeed feed = new RecordedFeed(folder, CATALOG, false)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                received++;
                assertThat(message.refusal()).isNull();
                MarketEvent event = message.event();
                assertThat(event.feedTimeMs()).isGreaterThanOrEqualTo(feedTimeMs);
                feedTimeMs = event.feedTimeMs();
                apply(event, bookByInstrument, checkByInstrument, countByResult);
            }
        }

        assertThat(received).isEqualTo(524_627);
        assertThat(countByResult).doesNotContainKeys(BookResult.GAP, BookResult.CROSSED);
        assertThat(checkByInstrument.values().stream()
                        .mapToLong(c -> c.compared)
                        .sum())
                .isEqualTo(7_471);
        assertThat(checkByInstrument.values().stream()
                        .mapToLong(c -> c.mismatches)
                        .sum())
                .isZero();
    }

    private static void apply(
            MarketEvent event,
            Map<String, OrderBook> bookByInstrument,
            Map<String, QuoteCrossCheck> checkByInstrument,
            Map<BookResult, Integer> countByResult) {
        OrderBook book = bookByInstrument.computeIfAbsent(event.instrument(), k -> new OrderBook());
        QuoteCrossCheck check = checkByInstrument.computeIfAbsent(event.instrument(), k -> new QuoteCrossCheck());
        Market market = CATALOG.get(event.instrument()).market();
        if (event.kind() == MarketEventKind.QUOTE) {
            check.onQuote(event.quote());
        } else if (event.kind() == MarketEventKind.BOOK_SNAPSHOT) {
            countByResult.merge(book.applySnapshot(event.book(), market), 1, Integer::sum);
        } else if (event.kind() == MarketEventKind.BOOK_DELTA) {
            BookResult result = book.applyDelta(event.book(), market);
            countByResult.merge(result, 1, Integer::sum);
            if (result == BookResult.APPLIED) {
                check.onDelta(book);
            }
        }
    }

    @Test
    void mergesInstrumentsByReceiveTimeAndFilesByDay() throws IOException {
        write("usdm/btcusdt_20240809.gz", "300000000 " + TRADE);
        write("usdm/btcusdt_20240808.gz", "100000000 " + TRADE, "200000000 " + TRADE);
        write("spot/btcusdt_20240808.gz", "200000000 " + TRADE, "250000000 " + TRADE);

        List<String> order = new ArrayList<>();
        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, false)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                order.add(m.event().instrument() + ' ' + m.feedTimeMs());
            }
        }

        assertThat(order)
                .containsExactly(
                        "BINANCE|USDM|BTCUSDT 100",
                        "BINANCE|SPOT|BTCUSDT 200",
                        "BINANCE|USDM|BTCUSDT 200",
                        "BINANCE|SPOT|BTCUSDT 250",
                        "BINANCE|USDM|BTCUSDT 300");
    }

    @Test
    void accountsForEveryLineThatIsNoMessage() throws IOException {
        write(
                "usdm/btcusdt_20240808.gz",
                "100000000 " + TRADE,
                "no time",
                "200000000 {\"stream\":",
                "300000000 " + TRADE.replace("61837.60", "61837.65"),
                "400000000 " + TRADE.replace("0.020", "0.0205"),
                "500000000 " + TRADE.replace("\"BTCUSDT\"", "\"ETHUSDT\""),
                "600000000 " + TRADE.replace("@trade", "@wink"),
                "");
        write("usdm/dogeusdt_20240808.gz", "700000000 " + TRADE);

        List<RejectReason> reasons = new ArrayList<>();
        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, false)) {
            assertThat(feed.next().event()).isNotNull();
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                reasons.add(m.refusal().reason());
            }
        }

        assertThat(reasons)
                .containsExactly(
                        RejectReason.BROKEN_JSON,
                        RejectReason.BROKEN_JSON,
                        RejectReason.BAD_PRICE,
                        RejectReason.BAD_QUANTITY,
                        RejectReason.UNKNOWN_INSTRUMENT,
                        RejectReason.UNKNOWN_STREAM,
                        RejectReason.BROKEN_JSON,
                        RejectReason.UNKNOWN_INSTRUMENT);
    }

    @Test
    void givesMarkPriceAndFundingOfOneLineAndRecordsThatLineOnce() throws IOException {
        String mark = "{\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUpdate\",\"E\":1723161255343,"
                + "\"s\":\"BTCUSDT\",\"p\":\"61839.1\",\"i\":\"61841.5\",\"r\":\"0.0001\",\"T\":1723190400000}}";
        write("first/usdm/btcusdt_20240808.gz", "1723161255343000000 " + mark, "1723161255344000000 " + TRADE);
        Path copy = directory.resolve("copy");

        copy(directory.resolve("first"), copy, true);

        List<MarketEventKind> kinds = new ArrayList<>();
        try (RecordedFeed feed = new RecordedFeed(copy, CATALOG, false)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                kinds.add(m.event().kind());
            }
        }
        assertThat(kinds).containsExactly(MarketEventKind.MARK_PRICE, MarketEventKind.FUNDING, MarketEventKind.TRADE);
    }

    @Test
    void takesNoPrintForATradeThatTheVenueSaysIsNone() throws IOException {
        String printed = TRADE.replace("\"m\":", "\"X\":\"MARKET\",\"m\":");
        write(
                "usdm/btcusdt_20240808.gz",
                "100000000 " + printed,
                "200000000 " + printed.replace("MARKET", "INSURANCE_FUND"),
                "300000000 " + printed.replace("MARKET", "ADL").replace("61837.60", "61837.653"),
                "400000000 "
                        + printed.replace("MARKET", "NA")
                                .replace("61837.60", "0")
                                .replace("0.020", "0"),
                "500000000 " + printed.replace("61837.60", "61837.653"),
                "600000000 " + TRADE);

        List<RejectReason> reasons = new ArrayList<>();
        List<Long> trades = new ArrayList<>();
        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, false)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                if (m.event() == null) {
                    reasons.add(m.refusal().reason());
                } else {
                    trades.add(m.feedTimeMs());
                }
            }
        }

        assertThat(trades).containsExactly(100L, 600L);
        assertThat(reasons)
                .containsExactly(
                        RejectReason.NO_TRADE, RejectReason.NO_TRADE, RejectReason.NO_TRADE, RejectReason.BAD_PRICE);
    }

    @Test
    void leavesALevelOffTheTickOutAndSaysSo() throws IOException {
        write("usdm/btcusdt_20240808.gz", "100000000 " + delta("[\"61837.60\",\"1.000\"],[\"61837.63\",\"2.000\"]"));

        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, false)) {
            FeedMessage message = feed.next();

            assertThat(message.event().kind()).isEqualTo(MarketEventKind.BOOK_DELTA);
            assertThat(message.event().book().bidTicks()).containsExactly(618_376);
            assertThat(message.event().book().bidLots()).containsExactly(1000);
            assertThat(message.refusal().reason()).isEqualTo(RejectReason.ODD_LEVEL);
            assertThat(message.refusal().detail()).startsWith("1 level: price 61837.63 is no multiple of 0.1");
        }
    }

    @Test
    void aChangeOfTheBookThatIsRefusedLeavesAGap() throws IOException {
        write(
                "usdm/btcusdt_20240808.gz",
                "100000000 " + delta("[\"61837.60\",\"x\"]"),
                "200000000 " + delta("[\"61837.60\",\"1.000\"]").replace("\"s\":\"BTCUSDT\"", "\"s\":\"ETHUSDT\""));

        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, false)) {
            FeedMessage broken = feed.next();
            FeedMessage another = feed.next();

            assertThat(broken.event()).isEqualTo(MarketEvent.bookGap("BINANCE|USDM|BTCUSDT", 0, 100, 0));
            assertThat(broken.refusal().reason()).isEqualTo(RejectReason.BROKEN_JSON);
            assertThat(another.event()).isNull();
            assertThat(another.refusal().reason()).isEqualTo(RejectReason.UNKNOWN_INSTRUMENT);
        }
    }

    private static String delta(String bids) {
        return "{\"stream\":\"btcusdt@depth@0ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":7,\"T\":7,\"s\":\"BTCUSDT\",\"U\":5,"
                + "\"u\":6,\"pu\":4,\"b\":[" + bids + "],\"a\":[]}}";
    }

    @Test
    void goesOnWhereAnotherOneWas() throws IOException {
        write("usdm/btcusdt_20240808.gz", "100000000 " + TRADE, "200000000 " + TRADE, "300000000 " + TRADE);
        RecordedFeed first = new RecordedFeed(directory, CATALOG, false);
        first.next();
        first.next();

        RecordedFeed second = new RecordedFeed(directory, CATALOG, false);
        second.restoreState(first.snapshotState());

        assertThat(second.next().feedTimeMs()).isEqualTo(300);
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> second.restoreState(new byte[3])).hasMessageContaining("were 3");
    }

    @Test
    void refusesAFolderWithoutRecording() {
        assertThatThrownBy(() -> new RecordedFeed(directory, CATALOG, false))
                .hasMessageContaining("holds no recording");
    }

    @Test
    void recordsVenueMessagesAsTheyCame() throws IOException {
        write("usdm/btcusdt_20240808.gz", "1723161255343000001 " + TRADE, "broken", "1723161600000000000 " + TRADE);
        Path copy = directory.resolve("copy");

        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, true);
                FeedRecorder recorder = new FeedRecorder(copy, CATALOG)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                recorder.record(m);
            }
        }

        assertThat(messages(copy))
                .isEqualTo(messages(directory.resolve("usdm")))
                .hasSize(3);
        assertThat(copy.resolve("usdm/btcusdt_20240809.gz")).exists();
    }

    @Test
    void closesTheFilesOfADayThatIsOver() throws IOException {
        write("usdm/btcusdt_20240808.gz", "1723161255343000001 " + TRADE, "1723161600000000000 " + TRADE);
        Path copy = directory.resolve("copy");

        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, true);
                FeedRecorder recorder = new FeedRecorder(copy, CATALOG)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                recorder.record(m);
            }

            Path tomorrow = copy.resolve("usdm/btcusdt_20240809.gz");
            Files.move(tomorrow, directory.resolve("open.gz"));
            assertThat(messages(copy)).hasSize(1);
        }
    }

    @Test
    void goesOnBehindAFileThatAKilledProcessTore() throws IOException {
        String[] lines = IntStream.range(0, 500)
                .mapToObj(i -> (1_723_161_255_343_000_000L + i * 1_000_000L) + " " + TRADE)
                .toArray(String[]::new);
        write("torn/usdm/btcusdt_20240808.gz", lines);
        write("usdm/btcusdt_20240808.gz", "1723161259000000000 " + TRADE);
        Path torn = directory.resolve("torn/usdm/btcusdt_20240808.gz");
        byte[] whole = Files.readAllBytes(torn);
        List<String> expected = messages(directory.resolve("torn"));
        Files.write(torn, Arrays.copyOf(whole, whole.length * 2 / 3));

        copy(directory.resolve("usdm"), directory.resolve("torn"), true);

        List<String> read = messages(directory.resolve("torn"));
        assertThat(read).hasSizeBetween(3, 500);
        assertThat(read.subList(0, read.size() - 1)).isEqualTo(expected.subList(0, read.size() - 1));
        assertThat(read.get(read.size() - 1)).contains("1723161259000");
    }

    @Test
    void tellsThatAFolderHoldsARecording() throws IOException {
        RecordingFolder.requireNone(directory);
        RecordingFolder.requireNone(directory.resolve("none"));
        write("usdm/btcusdt_20240808.gz", "1723161255343000000 " + TRADE);

        assertThatThrownBy(() -> RecordingFolder.requireNone(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory + " already holds a recording; name another folder");
    }

    @Test
    void recordsOtherMessagesAsWireMessages() throws IOException {
        write("usdm/btcusdt_20240808.gz", "1723161255343000000 " + TRADE, "1723161255344000000 " + TRADE);
        Path copy = directory.resolve("copy");

        try (RecordedFeed feed = new RecordedFeed(directory, CATALOG, false);
                FeedRecorder recorder = new FeedRecorder(copy, CATALOG)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                recorder.record(m);
            }
        }

        assertThat(copy.resolve("wire/feed_20240808.gz")).exists();
        assertThat(messages(copy))
                .isEqualTo(messages(directory.resolve("usdm")))
                .hasSize(2);
    }

    @Test
    void recordsARecordingOfWireMessagesAgain() throws IOException {
        write("usdm/btcusdt_20240808.gz", "1723161255343000000 " + TRADE, "1723161255344000000 " + TRADE);
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");

        copy(directory.resolve("usdm"), first, false);
        copy(first, second, true);

        assertThat(second.resolve("wire/feed_20240808.gz")).exists();
        assertThat(messages(second)).isEqualTo(messages(first)).hasSize(2);
    }

    private static void copy(Path from, Path to, boolean keepsRaw) {
        try (RecordedFeed feed = new RecordedFeed(from, CATALOG, keepsRaw);
                FeedRecorder recorder = new FeedRecorder(to, CATALOG)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                recorder.record(m);
            }
        }
    }

    @Test
    void refusesToGoOnWithOtherInstruments() {
        new FeedRecorder(directory, CATALOG).close();

        new FeedRecorder(directory, CATALOG).close();
        assertThatThrownBy(() -> new FeedRecorder(directory, InstrumentFile.binance2025()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(directory + " holds a recording of other instruments");
    }

    private List<String> messages(Path folder) {
        List<String> messages = new ArrayList<>();
        try (RecordedFeed feed = new RecordedFeed(folder, CATALOG, false)) {
            for (FeedMessage m = feed.next(); m != null; m = feed.next()) {
                messages.add(String.valueOf(m));
            }
        }
        return messages;
    }

    private void write(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8));
        }
    }
}
