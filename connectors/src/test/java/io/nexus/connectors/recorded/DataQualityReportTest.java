package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.instrument.InstrumentCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataQualityReportTest {
    private static final InstrumentCatalog CATALOG = InstrumentFile.binance2025();

    private static List<Path> files(String kind) {
        Path folder = SharedData.folder("ticks/binance-clean-and-corrupted-2025");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(kind))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void findsNothingInTheCleanTables() {
        for (Path clean : files("positive")) {
            assertThat(DataQualityReport.of(clean, CATALOG))
                    .as(clean.toString())
                    .isEmpty();
        }
    }

    @Test
    void refusesEveryAlteredRowOrSaysWhyNobodyCanTell() {
        List<String> verdicts = new ArrayList<>();
        for (Path altered : files("negative")) {
            Path clean = altered.resolveSibling(altered.getFileName().toString().replace("negative", "positive"));
            for (TwinComparison.Alteration a : TwinComparison.of(altered, clean, CATALOG)) {
                assertThat(a.detail()).isNotBlank();
                verdicts.add(
                        name(altered) + " " + a.columns() + " " + (a.fault() == null ? "undetectable" : a.fault()));
            }
        }

        assertThat(verdicts.stream().filter(v -> v.contains("[FinalUpdateId] GAP")))
                .hasSize(25);
        assertThat(verdicts.stream().filter(v -> !v.contains("[FinalUpdateId] GAP")))
                .containsExactly(
                        "merged usd_m_trxusdt [TimestampOfReceiveUS] BAD_RECEIVE_TIME",
                        "merged usd_m_trxusdt [IsLast] undetectable",
                        "depth_snapshot_spot_btcusdt [TimestampOfReceive] BAD_RECEIVE_TIME",
                        "depth_snapshot_spot_btcusdt [] GAP",
                        "difference_depth_coin_m_trxusd_perp [Symbol, Price] UNKNOWN_INSTRUMENT",
                        "difference_depth_coin_m_trxusd_perp [EventTime, TransactionTime] OLD_EXCHANGE_EVENT",
                        "difference_depth_coin_m_trxusd_perp [EventTime, IsAsk] BROKEN",
                        "difference_depth_coin_m_trxusd_perp [Price] undetectable",
                        "difference_depth_coin_m_trxusd_perp [FinalUpdateId, FinalUpdateIdInLastStream] BROKEN",
                        "difference_depth_coin_m_trxusd_perp [TimestampOfReceive, EventTime] BAD_RECEIVE_TIME",
                        "difference_depth_spot_trxusdt [EventTime, Price] BAD_PRICE",
                        "difference_depth_spot_trxusdt [EventTime, FirstUpdateId] GAP",
                        "difference_depth_spot_trxusdt [FirstUpdateId] GAP",
                        "difference_depth_spot_trxusdt [TimestampOfReceive, EventTime] BAD_RECEIVE_TIME",
                        "trade_coin_m_trxusd_perp [TimestampOfReceive] undetectable",
                        "trade_coin_m_trxusd_perp [TradeId, Price] REPLAYED",
                        "trade_coin_m_trxusd_perp [TimestampOfReceive] OLD_EXCHANGE_EVENT",
                        "trade_spot_trxusdt [TradeId] REPLAYED",
                        "trade_spot_trxusdt [TimestampOfReceive] OLD_EXCHANGE_EVENT",
                        "trade_usd_m_trxusdt [Price] BAD_PRICE");
    }

    @Test
    void showsRemovedRowsAsGaps(@TempDir Path directory) throws IOException {
        String header =
                "TimestampOfReceive,Stream,EventType,EventTime,Symbol,FirstUpdateId,FinalUpdateId,IsAsk,Price,Quantity";
        String row = "1741046400062959,s,depthUpdate,1741046400062507,TRXUSDT,%d,%d,0,0.2311,1.0";
        String trade = "TimestampOfReceive,Stream,EventType,EventTime,Symbol,TradeId,Price,Quantity,IsBuyerMarketMaker";
        String print = "1741046400062959,s,trade,1741046400062507,TRXUSDT,%d,0.2311,1.0,0";
        Path depth = directory.resolve("difference_depth_stream_spot_trxusdt_04-03-2025.csv.gz");
        Path trades = directory.resolve("trade_stream_spot_trxusdt_04-03-2025.csv.gz");
        write(depth, header, row.formatted(1, 2), row.formatted(1, 2), row.formatted(3, 3), row.formatted(6, 8));
        write(trades, trade, print.formatted(5), print.formatted(6), print.formatted(8));

        assertThat(DataQualityReport.of(depth, CATALOG))
                .containsExactly(new DataQualityReport.Finding(5, RowFault.GAP, "update 6 to 8 (0) does not follow 3"));
        assertThat(DataQualityReport.of(trades, CATALOG))
                .containsExactly(new DataQualityReport.Finding(4, RowFault.GAP, "trade id 8 after 6"));
    }

    private static void write(Path file, String... lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Market and kind of a table. */
    private static String name(Path file) {
        return file.getFileName()
                .toString()
                .replaceAll("test_negative_binance_|_stream|_futures|_\\d\\d-.*", "")
                .replaceAll("merged_.*_usd_m", "merged usd_m");
    }
}
