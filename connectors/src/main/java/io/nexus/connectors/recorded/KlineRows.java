package io.nexus.connectors.recorded;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads klines as comma-separated lines: in the order of Binance's public data, or in any order under a head that names the
 * columns, with or without quotes and a byte order mark. The unit of times is recognised by their size: seconds, ms, µs or ns,
 * with or without decimals. */
final class KlineRows {
    private static final List<List<String>> NAMES = List.of(
            List.of("open_time", "opentime", "timestamp", "time"),
            List.of("open"),
            List.of("high"),
            List.of("low"),
            List.of("close"),
            List.of("volume"),
            List.of("count", "n_trades", "trades", "number_of_trades"),
            List.of("taker_buy_volume", "taker_buy_base_volume", "taker_buy_base_asset_volume", "taker_base_vol"));
    private static final int[] BINANCE = {0, 1, 2, 3, 4, 5, 8, 9};
    private static final BigDecimal MS_FROM = BigDecimal.TEN.pow(11);
    private static final BigDecimal MICROSECONDS_FROM = BigDecimal.TEN.pow(14);
    private static final BigDecimal NANOSECONDS_FROM = BigDecimal.TEN.pow(17);

    private final String source;
    private int[] columns = BINANCE;
    private int line;
    private boolean isFirst = true;

    /** @param source the file, for messages */
    KlineRows(String source) {
        this.source = source;
    }

    /** Hands over all rows in the file's order.
     *
     * @throws IOException naming file and line at which the file cannot be read on
     * @throws IllegalArgumentException naming file and line whose time cannot be read */
    void read(BufferedReader in, Consumer<KlineRow> reader) throws IOException {
        for (String text = next(in); text != null; text = next(in)) {
            line++;
            String[] cells = cells(text);
            if (cells.length == 1 && cells[0].isEmpty()) {
                continue;
            }
            if (isFirst ? !isNumber(cells[0]) : isHead(cells)) {
                columns = head(cells);
            } else {
                reader.accept(new KlineRow(source, line, time(cells), String.join(",", cells), columns));
            }
            isFirst = false;
        }
    }

    private String next(BufferedReader in) throws IOException {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new IOException(source + ": not readable behind line " + line + ": " + e.getMessage(), e);
        }
    }

    /** The cells of a line without byte order mark, quotes and blanks. */
    static String[] cells(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String[] cells = bare.replace("\"", "").strip().split(",", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && (Character.isDigit(cell.charAt(0)) || cell.charAt(0) == '-');
    }

    /** Whether a line names columns: tables put one behind the other have more than one. */
    private static boolean isHead(String[] cells) {
        return !isNumber(cells[0]) && Arrays.stream(cells).anyMatch(cell -> cell.equalsIgnoreCase("open"));
    }

    private int[] head(String[] names) {
        List<String> given = Arrays.stream(names)
                .map(name -> name.toLowerCase(Locale.ROOT).replace(' ', '_'))
                .toList();
        int[] found = new int[NAMES.size()];
        for (int i = 0; i < found.length; i++) {
            List<String> wanted = NAMES.get(i);
            found[i] = given.stream()
                    .filter(wanted::contains)
                    .findFirst()
                    .map(given::indexOf)
                    .orElse(-1);
            if (found[i] < 0 && i < KlineRow.TRADES) {
                throw new IllegalArgumentException(source + ": line " + line + ": no column "
                        + String.join(" or ", wanted) + " in the head " + String.join(",", names));
            }
        }
        return found;
    }

    private long time(String[] cells) {
        try {
            BigDecimal time = new BigDecimal(cells[columns[0]]);
            if (time.compareTo(NANOSECONDS_FROM) >= 0) {
                return time.movePointLeft(6).longValue();
            }
            if (time.compareTo(MICROSECONDS_FROM) >= 0) {
                return time.movePointLeft(3).longValue();
            }
            return (time.compareTo(MS_FROM) >= 0 ? time : time.movePointRight(3)).longValue();
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    source + ": line " + line + " is no kline, its time cannot be read: " + String.join(",", cells), e);
        }
    }
}
