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
 * @param cells without quotes
 * @param columns where {@link KlineRows} found open, high, low, close, volume, trades and taker volume; -1 where it is not */
record KlineRow(String source, int line, long openTimeMs, String[] cells, int[] columns) {
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
        try {
            return new Kline(
                    openTimeMs,
                    number(OPEN),
                    number(HIGH),
                    number(LOW),
                    number(CLOSE),
                    number(VOLUME),
                    has(TAKER) ? number(TAKER) : null,
                    has(TRADES) ? number(TRADES).intValueExact() : 0);
        } catch (ArithmeticException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(place() + " is no kline: " + String.join(",", cells), e);
        }
    }

    /** Whether something was traded in it. A line that cannot be read says neither yes nor no: false. */
    boolean isTraded() {
        BigDecimal volume = numberOrNull(VOLUME);
        return volume != null && volume.signum() > 0;
    }

    /** Whether its numbers are of something that is not traded, a mark, an index or a premium: it moves, or counts ticks, without
     * volume, or is not positive. */
    boolean isUntradedPrice() {
        BigDecimal high = numberOrNull(HIGH);
        BigDecimal low = numberOrNull(LOW);
        BigDecimal volume = numberOrNull(VOLUME);
        if (high == null || low == null || volume == null || volume.signum() != 0) {
            return false;
        }
        BigDecimal trades = has(TRADES) ? numberOrNull(TRADES) : null;
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

    private boolean has(int column) {
        return columns[column] >= 0 && columns[column] < cells.length;
    }

    private BigDecimal number(int column) {
        return new BigDecimal(cells[columns[column]]);
    }

    private @Nullable BigDecimal numberOrNull(int column) {
        try {
            return number(column);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
