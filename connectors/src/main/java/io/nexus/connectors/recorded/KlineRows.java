package io.nexus.connectors.recorded;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads klines as comma-separated lines: in the order of Binance's public data, or in any order under a head that names the
 * columns. Times in ms or µs, with or without decimals. */
final class KlineRows {
    private static final List<List<String>> NAMES = List.of(
            List.of("open_time", "timestamp"),
            List.of("open"),
            List.of("high"),
            List.of("low"),
            List.of("close"),
            List.of("volume"),
            List.of("count", "n_trades"),
            List.of("taker_buy_volume", "taker_buy_base_volume", "taker_buy_base_asset_volume"));
    private static final int TRADES = 6;
    private static final int TAKER = 7;
    private static final BigDecimal MICROSECONDS_ABOVE = BigDecimal.valueOf(100_000_000_000_000L);

    private int[] columns = {0, 1, 2, 3, 4, 5, 8, 9};
    private int line;

    /** All rows, in the file's order.
     *
     * @throws IllegalArgumentException naming the line that is no kline */
    List<Kline> read(BufferedReader in) throws IOException {
        List<Kline> klines = new ArrayList<>();
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            String[] cells = text.strip().split(",", -1);
            if (line == 1 && !Character.isDigit(cells[0].charAt(0))) {
                columns = head(cells);
            } else {
                klines.add(kline(cells));
            }
        }
        return klines;
    }

    private int[] head(String[] names) {
        int[] found = new int[NAMES.size()];
        for (int i = 0; i < found.length; i++) {
            List<String> wanted = NAMES.get(i);
            found[i] = Arrays.stream(names)
                    .filter(wanted::contains)
                    .findFirst()
                    .map(name -> Arrays.asList(names).indexOf(name))
                    .orElse(-1);
            if (found[i] < 0 && i < TRADES) {
                throw new IllegalArgumentException("line 1: no column " + String.join(" or ", wanted));
            }
        }
        return found;
    }

    private Kline kline(String[] cells) {
        try {
            return new Kline(
                    time(cells[columns[0]]),
                    new BigDecimal(cells[columns[1]]),
                    new BigDecimal(cells[columns[2]]),
                    new BigDecimal(cells[columns[3]]),
                    new BigDecimal(cells[columns[4]]),
                    new BigDecimal(cells[columns[5]]),
                    has(cells, TAKER) ? new BigDecimal(cells[columns[TAKER]]) : null,
                    has(cells, TRADES) ? new BigDecimal(cells[columns[TRADES]]).intValueExact() : 0);
        } catch (ArithmeticException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("line " + line + " is no kline: " + String.join(",", cells), e);
        }
    }

    private boolean has(String[] cells, int column) {
        return columns[column] >= 0 && columns[column] < cells.length;
    }

    private static long time(String text) {
        BigDecimal time = new BigDecimal(text);
        return time.compareTo(MICROSECONDS_ABOVE) > 0 ? time.longValue() / 1000 : time.longValueExact();
    }
}
