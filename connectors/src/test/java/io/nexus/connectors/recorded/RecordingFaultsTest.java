package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings as crashes, clocks and other recorders leave them. */
final class RecordingFaultsTest {
    private static final long START_MS = 1_723_161_255_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final String FILE = "usdm/btcusdt_20240808.gz";

    @TempDir
    Path directory;

    @Test
    void aTornFileEndsWhereItWasTornAndIsCounted() throws IOException {
        byte[] whole = gzip(lines(3_000, ns -> ns));
        write(FILE, Arrays.copyOf(whole, whole.length / 2));
        write(
                "usdm/btcusdt_20240809.gz",
                gzip(List.of(line((START_MS + 9_000_000) * 1_000_000, START_MS + 9_000_000, 9_999))));

        Replayed replayed = replay();

        assertThat(replayed.counts).containsExactly(Map.entry(RecordingCounts.TORN_FILES, 1L));
        assertThat(replayed.refusals).isEmpty();
        assertThat(replayed.ids.size()).isBetween(500, 2_999);
        assertThat(replayed.ids.get(replayed.ids.size() - 1)).isEqualTo(9_999);
        assertThat(replayed.ids.get(replayed.ids.size() - 2)).isEqualTo(replayed.ids.size() - 2L);
    }

    @Test
    void anEmptyFileIsATornOne() throws IOException {
        write(FILE, new byte[0]);
        write("usdm/btcusdt_20240809.gz", gzip(lines(10, ns -> ns)));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(10);
        assertThat(replayed.counts).containsExactly(Map.entry(RecordingCounts.TORN_FILES, 1L));
    }

    @Test
    void bytesBetweenMembersAreAnErrorThatNamesFileAndLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(gzip(lines(20, ns -> ns)));
        bytes.write(new byte[512]);
        bytes.write(gzip(lines(20, ns -> ns)));
        write(FILE, bytes.toByteArray());

        assertThatThrownBy(this::replay)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(FILE + " behind line 20: bytes behind member 1 that are no gzip");
    }

    @Test
    void whatIsNoGzipOrHasAWrongChecksumIsAnErrorThatNamesTheFile() throws IOException {
        write(FILE, "1723161255343000001 {}\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::replay).hasMessageContaining(FILE + " behind line 0: no gzip file");

        byte[] whole = gzip(lines(20, ns -> ns));
        whole[whole.length - 6] ^= 1;
        write(FILE, whole);
        assertThatThrownBy(this::replay).hasMessageContaining("the checksum of member 1 differs");
    }

    @Test
    void refusesAReceiveTimeThatJumpsWhereTheVenuesDoesNot() throws IOException {
        List<String> lines = lines(300, ns -> ns);
        lines.set(150, lines.get(150).replaceFirst("^\\d+", Long.toString((START_MS + 15_000) * 1_000_000 + HOUR_NS)));
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(299).doesNotContain(150L);
        assertThat(replayed.refusals).hasSize(1);
        assertThat(replayed.refusals.get(0).reason()).isEqualTo(RejectReason.BAD_RECEIVE_TIME);
        assertThat(replayed.refusals.get(0).detail())
                .contains("jumps by 3600100 ms")
                .contains("btcusdt_20240808.gz: line 151");
        assertThat(replayed.counts).isEmpty();
        assertThat(replayed.timesMs.get(298)).isEqualTo(START_MS + 29_900);
    }

    @ParameterizedTest
    @CsvSource({"0", "299"})
    void refusesItInTheFirstLineAndTheLastToo(int at) throws IOException {
        List<String> lines = lines(300, ns -> ns);
        lines.set(at, lines.get(at).replaceFirst("^\\d+", Long.toString((START_MS + 15_000) * 1_000_000 + HOUR_NS)));
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(299);
        assertThat(replayed.refusals).extracting(DeadLetter::reason).containsExactly(RejectReason.BAD_RECEIVE_TIME);
        assertThat(replayed.timesMs.get(0)).isLessThan(START_MS + 1_000);
    }

    @Test
    void refusesAWholeBurstOfThem() throws IOException {
        List<String> lines = new ArrayList<>(lines(100, ns -> ns));
        lines.addAll(lines(600, ns -> ns + HOUR_NS).subList(100, 400));
        lines.addAll(lines(600, ns -> ns).subList(400, 600));
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.refusals).hasSize(300);
        assertThat(replayed.timesMs.get(299)).isEqualTo(START_MS + 59_900);
        assertThat(replayed.counts).isEmpty();
    }

    @Test
    void takesAClockThatWasSetForGoodAndSaysSo() throws IOException {
        List<String> lines = new ArrayList<>(lines(100, ns -> ns));
        lines.addAll(lines(2_000, ns -> ns + 60_000_000_000L).subList(100, 2_000));
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(2_000);
        assertThat(replayed.refusals).isEmpty();
        assertThat(replayed.counts).containsExactly(Map.entry(RecordingCounts.CLOCK_STEPS, 1L));
    }

    @Test
    void countsTheLinesThatWaitForAClockThatWasSetBack() throws IOException {
        List<String> lines = new ArrayList<>(lines(1_000, ns -> ns));
        lines.addAll(lines(3_000, ns -> ns - 30_000_000_000L).subList(1_000, 3_000));
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(3_000);
        assertThat(replayed.timesMs).isSorted();
        assertThat(replayed.counts)
                .containsEntry(RecordingCounts.CLOCK_STEPS, 1L)
                .containsEntry(RecordingCounts.CLAMPED_LINES, 299L);
    }

    /** A stalled connection gives what it held all at once, with the venue's times of before. */
    @ParameterizedTest
    @CsvSource({"200", "560"})
    void takesLinesThatTheNetworkHeldUp(int held) throws IOException {
        long releasedNs = (START_MS + (100 + held) * 100L) * 1_000_000;
        List<String> lines = new ArrayList<>(lines(100, ns -> ns));
        lines.addAll(lines(100 + held, ns -> releasedNs).subList(100, 100 + held));
        lines.addAll(lines(2_000, ns -> ns).subList(100 + held, 2_000));
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(2_000);
        assertThat(replayed.refusals).isEmpty();
        assertThat(replayed.counts).isEmpty();
        assertThat(replayed.timesMs.get(100)).isEqualTo(START_MS + (100 + held) * 100L);
    }

    @Test
    void takesAHoleThatBothClocksShare() throws IOException {
        List<String> lines = new ArrayList<>(lines(100, ns -> ns));
        for (int i = 0; i < 100; i++) {
            long ms = START_MS + 7 * 24 * 3_600_000L + i * 100L;
            lines.add(line(ms * 1_000_000, ms, 100 + i));
        }
        write(FILE, gzip(lines));

        Replayed replayed = replay();

        assertThat(replayed.ids).hasSize(200);
        assertThat(replayed.refusals).isEmpty();
        assertThat(replayed.counts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1000, receiveTimesInUs", "1000000, receiveTimesInMs"})
    void recognisesTheUnitOfReceiveTimesByTheirSize(long nsPerUnit, String name) throws IOException {
        write(FILE, gzip(lines(50, ns -> ns / nsPerUnit)));

        Replayed replayed = replay();

        assertThat(replayed.timesMs).startsWith(START_MS, START_MS + 100).endsWith(START_MS + 4_900);
        assertThat(replayed.counts).containsExactly(Map.entry(name, 50L));
    }

    @Test
    void namesTheInstrumentsFileThatASymbolIsNotIn() throws IOException {
        write("usdm/dogeusdt_20240808.gz", gzip(lines(1, ns -> ns)));
        Path file = directory.resolve("instruments.json");

        assertThat(replay().refusals.get(0).detail())
                .contains("BINANCE|USDM|DOGEUSDT is not among the instruments of Binance in August 2024")
                .contains(file.toString());
        InstrumentFile.store(file, InstrumentFile.binance2024());
        assertThat(replay().refusals.get(0).detail())
                .contains("BINANCE|USDM|DOGEUSDT is not among the instruments of " + file);
    }

    @Test
    void recordsAndReadsSymbolsThatAreNotAscii() throws IOException {
        String symbol = "币安人生USDT";
        InstrumentCatalog catalog = new InstrumentCatalog(List.of(new Instrument(
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
                new BigDecimal("0.0005"))));
        List<String> lines = lines(3, ns -> ns).stream()
                .map(line -> line.replace("BTCUSDT", symbol))
                .toList();
        write("first/usdm/币安人生usdt_20240808.gz", gzip(lines));
        Path copy = directory.resolve("copy");

        try (RecordedFeed feed = new RecordedFeed(directory.resolve("first"), catalog, true);
                FeedRecorder recorder = new FeedRecorder(copy, catalog)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                recorder.record(message);
            }
        }

        assertThat(copy.resolve("usdm/%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9Fusdt_20240808.gz"))
                .exists();
        assertThat(replay(copy, catalog).ids).containsExactly(0L, 1L, 2L);
    }

    private record Replayed(List<Long> ids, List<Long> timesMs, List<DeadLetter> refusals, Map<String, Long> counts) {}

    private Replayed replay() {
        return replay(directory, RecordingFolder.instruments(directory));
    }

    private static Replayed replay(Path folder, InstrumentCatalog catalog) {
        List<Long> ids = new ArrayList<>();
        List<Long> timesMs = new ArrayList<>();
        List<DeadLetter> refusals = new ArrayList<>();
        try (RecordedFeed feed = new RecordedFeed(folder, catalog, false)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                if (message.event() == null) {
                    refusals.add(Objects.requireNonNull(message.refusal()));
                } else {
                    ids.add(Objects.requireNonNull(message.event().trade()).tradeId());
                    timesMs.add(message.feedTimeMs());
                }
            }
            return new Replayed(ids, timesMs, refusals, feed.counts());
        }
    }

    /** Trades 100 ms apart, received when the venue made them.
     *
     * @param receivedAt turns that into what the file says */
    private static List<String> lines(int count, LongUnaryOperator receivedAt) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long ms = START_MS + i * 100L;
            lines.add(line(receivedAt.applyAsLong(ms * 1_000_000), ms, i));
        }
        return lines;
    }

    private static String line(long received, long venueMs, long id) {
        return received + " {\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":" + venueMs
                + ",\"s\":\"BTCUSDT\",\"t\":" + id
                + ",\"p\":\"61837.60\",\"q\":\"0.020\",\"X\":\"MARKET\",\"m\":true,\"x\":\""
                + new Random(id).nextLong() + "\"}}";
    }

    private static byte[] gzip(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write((String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
