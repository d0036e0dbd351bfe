package io.nexus.connectors.recorded;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of a kline file. Only its time is read before somebody needs the rest: a broken line that lies outside of what is
 * needed refuses nothing.
 *
 * @param source the file, and the member of an archive
 * @param line counted from 1
 * @param openTimeMs as the line says, whatever its unit
 * @param text without quotes
 * @param columns where {@link KlineRows} found open, high, low, close, volume, trades and taker volume; -1 where it is not */
record KlineRow(String source, int line, long openTimeMs, String text, int[] columns) {
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    static final int TRADES = 6;
    static final int TAKER = 7;

    /** The kline.
     *
     * @throws IllegalArgumentException naming file and line if a number is missing or none */
    Kline kline() {
        String[] cells = KlineRows.cells(text);
        try {
            return new Kline(
                    openTimeMs,
                    number(cells, OPEN),
                    number(cells, HIGH),
                    number(cells, LOW),
                    number(cells, CLOSE),
                    number(cells, VOLUME),
                    has(cells, TAKER) ? number(cells, TAKER) : null,
                    has(cells, TRADES) ? number(cells, TRADES).intValueExact() : 0);
        } catch (ArithmeticException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(place() + " is no kline: " + text, e);
        }
    }

    /** Whether something was traded in it. A line that cannot be read says neither yes nor no: false. */
    boolean isTraded() {
        BigDecimal volume = numberOrNull(KlineRows.cells(text), VOLUME);
        return volume != null && volume.signum() > 0;
    }

    /** Whether its numbers are of something that is not traded, a mark, an index or a premium: it moves, or counts ticks, without
     * volume, or is not positive. */
    boolean isUntradedPrice() {
        String[] cells = KlineRows.cells(text);
        BigDecimal high = numberOrNull(cells, HIGH);
        BigDecimal low = numberOrNull(cells, LOW);
        BigDecimal volume = numberOrNull(cells, VOLUME);
        if (high == null || low == null || volume == null || volume.signum() != 0) {
            return false;
        }
        BigDecimal trades = has(cells, TRADES) ? numberOrNull(cells, TRADES) : null;
        return high.compareTo(low) != 0 || low.signum() <= 0 || (trades != null && trades.signum() > 0);
    }

    boolean saysTheSame(KlineRow other) {
        Kline ours = kline();
        Kline theirs = other.kline();
        return ours.open().compareTo(theirs.open()) == 0
                && ours.high().compareTo(theirs.high()) == 0
                && ours.low().compareTo(theirs.low()) == 0
                && ours.close().compareTo(theirs.close()) == 0
                && ours.volume().compareTo(theirs.volume()) == 0;
    }

    /** File, line and time, for people. */
    String place() {
        return source + ": line " + line + " (" + Instant.ofEpochMilli(openTimeMs) + ")";
    }

    private boolean has(String[] cells, int column) {
        return columns[column] >= 0 && columns[column] < cells.length;
    }

    private BigDecimal number(String[] cells, int column) {
        return new BigDecimal(cells[columns[column]]);
    }

    private @Nullable BigDecimal numberOrNull(String[] cells, int column) {
        try {
            return number(cells, column);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
