package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Bar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KlineFileTest {
    private static final String HEADED =
            """
            open_time,open,high,low,close,volume
            1746372780000,95505.4,95505.5,95502.7,95502.7,16.536
            """;
    private static final String BARE =
            "1746372780000,95505.4,95505.5,95502.7,95502.7,16.536,1746372839999,1579300,412,7.5,716000,0\n";

    @TempDir
    Path root;

    @Test
    void readsBinancesTablesWithAndWithoutAHead() throws IOException {
        gzip("usdm/BTCUSDT-1m.csv.gz", HEADED);
        zip("spot/BTCUSDT-1m-2025-05-04.zip", BARE);

        List<KlineFile> files = KlineFile.below(root);

        assertThat(files).extracting(KlineFile::market).containsExactly(Market.SPOT, Market.USDM);
        assertThat(files).extracting(KlineFile::symbol).containsOnly("BTCUSDT");
        assertThat(files).extracting(KlineFile::intervalMs).containsOnly(60_000L);
        Instrument bitcoin = InstrumentFile.binance2024().get("BINANCE|USDM|BTCUSDT");
        assertThat(bar(files.get(0), bitcoin))
                .isEqualTo(new Bar(60_000, 1_746_372_780_000L, 955_054, 955_055, 955_027, 955_027, 16_536, 7_500, 412));
        assertThat(bar(files.get(1), bitcoin))
                .isEqualTo(new Bar(
                        60_000,
                        1_746_372_780_000L,
                        955_054,
                        955_055,
                        955_027,
                        955_027,
                        16_536,
                        Bar.NO_TAKER_VOLUME,
                        0));
    }

    @Test
    void readsMicrosecondsAndColumnsOfOtherNames() throws IOException {
        gzip(
                "binance-usdm-wld/candles_binance_perpetual_WLD-USDT_3m.csv.gz",
                """
                timestamp,open,high,low,close,volume,n_trades,taker_buy_base_volume
                1694556000000000.0,1.0349,1.0349,1.03,1.0301,363805.0,1605.0,130916.0
                """);

        KlineFile file = KlineFile.below(root).get(0);

        assertThat(file.symbol()).isEqualTo("WLDUSDT");
        assertThat(file.intervalMs()).isEqualTo(180_000);
        Kline kline = file.read().get(0);
        assertThat(kline.openTimeMs()).isEqualTo(1_694_556_000_000L);
        assertThat(kline.trades()).isEqualTo(1605);
        assertThat(kline.takerBuyVolume()).isEqualByComparingTo("130916");
    }

    @Test
    void passesOverOtherFiles() throws IOException {
        gzip("usdm/BTCUSDT-8h-funding.csv.gz", HEADED);

        assertThatThrownBy(() -> KlineFile.below(root)).hasMessageContaining("holds no klines");
    }

    @Test
    void namesFileAndLineThatIsNoKline() throws IOException {
        gzip("usdm/BTCUSDT-1m.csv.gz", HEADED + "1746372840000,95505.4,no\n");
        KlineFile file = KlineFile.below(root).get(0);

        assertThatThrownBy(file::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "BTCUSDT-1m.csv.gz: line 3 (2025-05-04T15:34:00Z) is no kline: 1746372840000,95505.4,no");
    }

    @Test
    void refusesAKlineWhoseHighLiesBelowItsClose() throws IOException {
        gzip("usdm/BTCUSDT-1m.csv.gz", "1746372780000,95505.4,95505.5,95502.7,95505.6,16.536\n");
        KlineFile file = KlineFile.below(root).get(0);

        assertThatThrownBy(() -> bar(file, InstrumentFile.binance2024().get("BINANCE|USDM|BTCUSDT")))
                .hasMessageContaining("impossible kline of BINANCE|USDM|BTCUSDT");
    }

    @Test
    void readsByteOrderMarksQuotesAndHeadsInWords() throws IOException {
        gzip(
                "usdm/BTCUSDT-1m.csv.gz",
                """
                \uFEFF"Open time","Open","High","Low","Close","Volume","Number of trades"\r
                "1746372780000","95505.4","95505.5","95502.7","95502.7","16.536","412"\r
                """);

        Kline kline = KlineFile.below(root).get(0).read().get(0);

        assertThat(kline.openTimeMs()).isEqualTo(1_746_372_780_000L);
        assertThat(kline.volume()).isEqualByComparingTo("16.536");
        assertThat(kline.trades()).isEqualTo(412);
    }

    @Test
    void readsTablesThatWerePutOneBehindTheOther() throws IOException {
        gzip("usdm/BTCUSDT-1m.csv.gz", HEADED + HEADED.replace("1746372780000", "1746372840000"));

        assertThat(KlineFile.below(root).get(0).read()).hasSize(2);
    }

    @Test
    void readsEveryTableOfAnArchiveAndPassesOverFoldersAndWhatMacOsAdds() throws IOException {
        Path file = Files.createDirectories(root.resolve("spot")).resolve("BTCUSDT-1m-2025.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("data/"));
            entry(out, "__MACOSX/data/._a.csv", "\0\1\2");
            entry(out, "data/a.csv", BARE);
            entry(out, "data/b.csv", HEADED.replace("1746372780000", "1746372840000"));
            entry(out, "data/read.me", "x");
        }

        assertThat(KlineFile.below(root).get(0).read())
                .extracting(Kline::openTimeMs)
                .containsExactly(1_746_372_780_000L, 1_746_372_840_000L);
    }

    @Test
    void namesTheLineBehindWhichATornFileCannotBeRead() throws IOException {
        StringBuilder text = new StringBuilder(HEADED);
        for (int i = 1; i < 20_000; i++) {
            text.append(1_746_372_780_000L + i * 60_000L)
                    .append(",95505.4,95505.5,95502.7,95502.7,16.")
                    .append(i)
                    .append('\n');
        }
        gzip("usdm/BTCUSDT-1m.csv.gz", text.toString());
        Path file = root.resolve("usdm/BTCUSDT-1m.csv.gz");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> KlineFile.below(root).get(0).read())
                .hasMessageContaining("BTCUSDT-1m.csv.gz: not readable behind line ");
    }

    private static void entry(ZipOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Bar bar(KlineFile file, Instrument instrument) {
        return new KlineBars(instrument, file.intervalMs()).bar(file.read().get(0));
    }

    private void gzip(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void zip(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("table.csv"));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
