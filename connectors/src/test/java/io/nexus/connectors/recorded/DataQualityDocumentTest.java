package io.nexus.connectors.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Recorded tables beside twins that were deliberately corrupted. */
final class DataQualityDocumentTest {
    @Test
    void everyAlteredMessageIsRefusedOrListedAsUndetectable() throws IOException {
        List<TwinComparison.Alteration> alterations = new ArrayList<>();
        for (Path altered : tables("negative")) {
            alterations.addAll(TwinComparison.of(altered, clean(altered), InstrumentFile.binance2025()));
        }

        assertThat(alterations).hasSizeGreaterThan(40).allSatisfy(alteration -> assertThat(alteration.detail())
                .isNotBlank());
        assertThat(alterations.stream().filter(alteration -> alteration.fault() == null))
                .hasSizeLessThan(alterations.size() / 10);
    }

    @Test
    void removedRowsShowAsGaps() throws IOException {
        List<TwinComparison.Alteration> removals = new ArrayList<>();
        for (Path altered : tables("negative")) {
            TwinComparison.of(altered, clean(altered), InstrumentFile.binance2025()).stream()
                    .filter(alteration -> alteration.columns().isEmpty())
                    .forEach(removals::add);
        }

        assertThat(removals)
                .isNotEmpty()
                .extracting(TwinComparison.Alteration::fault)
                .containsOnly(RowFault.GAP);
    }

    @Test
    void cleanTwinsGiveNoFinding() throws IOException {
        for (Path table : tables("positive")) {
            assertThat(DataQualityReport.of(table, InstrumentFile.binance2025()))
                    .as(table.toString())
                    .isEmpty();
        }
    }

    @Test
    void thePageOfDataQualityIsWhatTheTablesGive() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                # What is found in corrupted market data

                Made by `DataQualityDocumentTest` from `../shared/data/ticks/binance-clean-and-corrupted-2025`; do not edit. Each table
                was recorded from Binance and has a twin in which somebody altered or removed rows. The clean tables give no
                finding. Rows that differ in the same columns and end the same way are in one line.

                | table | rows altered | columns | found as | first finding, or why nobody who sees only this table can tell |
                |---|---|---|---|---|
                """);
        for (Path altered : tables("negative")) {
            lines(altered).forEach(page::append);
        }

        GeneratedDocument.assertUpToDate("data-quality.md", page.toString());
    }

    private static List<String> lines(Path altered) {
        Map<List<Object>, List<TwinComparison.Alteration>> alike = new LinkedHashMap<>();
        for (TwinComparison.Alteration a : TwinComparison.of(altered, clean(altered), InstrumentFile.binance2025())) {
            alike.computeIfAbsent(List.of(a.columns(), String.valueOf(a.fault())), key -> new ArrayList<>())
                    .add(a);
        }
        List<String> lines = new ArrayList<>();
        alike.values().forEach(group -> lines.add(line(altered, group)));
        return lines;
    }

    private static String line(Path altered, List<TwinComparison.Alteration> group) {
        TwinComparison.Alteration first = group.get(0);
        String columns = first.columns().isEmpty() ? "rows removed" : String.join(", ", first.columns());
        String found = first.fault() == null ? "undetectable" : "`" + first.fault() + "`";
        return "| %s | %d | %s | %s | %s |\n".formatted(name(altered), group.size(), columns, found, first.detail());
    }

    private static Path clean(Path altered) {
        return altered.resolveSibling(altered.getFileName().toString().replace("negative", "positive"));
    }

    private static List<Path> tables(String kind) throws IOException {
        Path folder = SharedData.folder("ticks/binance-clean-and-corrupted-2025");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(kind))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName()
                .toString()
                .replaceAll("test_negative_binance_|_stream|_negative|\\.csv\\.gz", "")
                .replaceAll("^merged_.*_usd_m", "merged_usd_m")
                .replace('_', ' ');
    }
}
