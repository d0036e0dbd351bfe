package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gzipped table of market messages, a row per trade or book level, with one header line; lines from {@code #} on are
 * skipped. Instrument and UTC day are in its name: {@code ..._{spot|usd_m_futures|coin_m_futures}_symbol_dd-mm-yyyy}. */
final class MarketTable {
    private static final Pattern NAME = Pattern.compile(
            ".*_(spot|usd_m_futures|coin_m_futures)_([a-z0-9]+(?:_perp)?)_(\\d\\d-\\d\\d-\\d{4}).*\\.csv\\.gz");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-yyyy", Locale.ROOT);

    final Instrument instrument;
    final long dayStartMs;
    final boolean isSnapshots;
    final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> columnByName = new HashMap<>();

    MarketTable(Path file, InstrumentCatalog catalog) {
        String name = String.valueOf(file.getFileName());
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(file + ": the name tells no market, symbol and day");
        }
        instrument = catalog.get(Instrument.key(
                "BINANCE", market(matcher.group(1)), matcher.group(2).toUpperCase(Locale.ROOT)));
        dayStartMs = LocalDate.parse(matcher.group(3), DAY)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .toEpochMilli();
        isSnapshots = !name.startsWith("merged") && name.contains("depth_snapshot");
        read(file);
    }

    List<String> columns() {
        return columnByName.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void read(Path file) {
        try (GzipLines lines = new GzipLines(List.of(file))) {
            for (int number = 1; lines.next(); number++) {
                String line = new String(lines.line(), StandardCharsets.UTF_8).strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                String[] cells = line.split(",", -1);
                if (columnByName.isEmpty()) {
                    for (int i = 0; i < cells.length; i++) {
                        columnByName.put(cells[i], i);
                    }
                } else {
                    rows.add(new Row(number, cells));
                }
            }
        }
    }

    private static Market market(String name) {
        return switch (name) {
            case "spot" -> Market.SPOT;
            case "usd_m_futures" -> Market.USDM;
            default -> Market.COINM;
        };
    }

    /** One line of the table. */
    final class Row {
        final int line;
        private final String[] cells;

        private Row(int line, String[] cells) {
            this.line = line;
            this.cells = cells;
        }

        /** Text of a column; empty if the table has no such column. */
        String text(String column) {
            Integer at = columnByName.get(column);
            return at == null || at >= cells.length ? "" : cells[at];
        }

        boolean has(String column) {
            return !text(column).isEmpty();
        }

        /** Whole number of a column.
         *
         * @throws NumberFormatException if it is none */
        long number(String column) {
            return Long.parseLong(text(column));
        }

        /** Time of a column in ms; microseconds are told by their size. */
        long timeMs(String column) {
            long time = number(column);
            return time > 100_000_000_000_000L ? time / 1_000 : time;
        }

        /** Columns in which another row differs. */
        List<String> differences(Row other) {
            return columns().stream()
                    .filter(column -> !text(column).equals(other.text(column)))
                    .toList();
        }

        boolean isSame(Row other) {
            return Arrays.equals(cells, other.cells);
        }
    }
}
