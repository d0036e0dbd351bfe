package io.nexus.connectors.wire;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.skip.RejectReason;
import java.math.BigDecimal;

/** Exact conversion between decimal text and multiples of a step (ticks or lots), without BigDecimal per number. Immutable. */
public final class DecimalStep {
    /** Longest text {@link #format} makes. */
    public static final int MAX_LENGTH = 40;

    private static final long BEFORE_OVERFLOW = (Long.MAX_VALUE - 9) / 10;

    private final String name;
    private final RejectReason offStep;
    private final BigDecimal step;
    private final int scale;
    private final long unscaled;

    private DecimalStep(String name, RejectReason offStep, BigDecimal step) {
        BigDecimal stripped = step.stripTrailingZeros();
        this.name = name;
        this.offStep = offStep;
        this.step = step;
        this.scale = Math.max(0, stripped.scale());
        this.unscaled = stripped.setScale(scale).unscaledValue().longValueExact();
    }

    public static DecimalStep ofPrice(Instrument instrument) {
        return new DecimalStep("price", RejectReason.BAD_PRICE, instrument.tickSize());
    }

    public static DecimalStep ofQuantity(Instrument instrument) {
        return new DecimalStep("quantity", RejectReason.BAD_QUANTITY, instrument.lotSize());
    }

    /** Multiple of the step that a plain decimal number (no exponent) stands for; its sign is kept.
     *
     * @throws RefusedException if it is no number, no multiple of the step, or too large */
    public long parse(char[] text, int offset, int length) throws RefusedException {
        int kept = keptLength(text, offset, length);
        long value = unscaledValue(text, offset, kept);
        if ((kept < length && !isZero(text, offset + kept, length - kept)) || value % unscaled != 0) {
            throw noMultiple(text, offset, length);
        }
        return value / unscaled;
    }

    /** Like {@link #parse}, but what is no multiple of the step is cut towards zero, though never to nothing: venues keep orders
     * that rested when their step was finer.
     *
     * @throws RefusedException if it is no number, or too large */
    public long parseDown(char[] text, int offset, int length) throws RefusedException {
        int kept = keptLength(text, offset, length);
        long value = unscaledValue(text, offset, kept);
        if (value / unscaled != 0) {
            return value / unscaled;
        }
        return value == 0 && isZero(text, offset + kept, length - kept) ? 0 : 1;
    }

    /** Length of the text up to the last decimal that the step can hold. */
    private int keptLength(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '.') {
                return Math.min(length, i + 1 + scale - offset);
            }
        }
        return length;
    }

    private boolean isZero(char[] text, int offset, int length) throws RefusedException {
        boolean isZero = true;
        for (int i = offset; i < offset + length; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw notANumber(text, offset, length);
            }
            isZero &= text[i] == '0';
        }
        return isZero;
    }

    /** Value in units of the step's last decimal. */
    private long unscaledValue(char[] text, int offset, int length) throws RefusedException {
        boolean isNegative = length > 0 && text[offset] == '-';
        long value = 0;
        int decimals = -1;
        int digits = 0;
        for (int i = offset + (isNegative ? 1 : 0); i < offset + length; i++) {
            if (text[i] == '.' && decimals < 0) {
                decimals = 0;
                continue;
            }
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw notANumber(text, offset, length);
            }
            value = appended(value, digit, text, offset, length);
            digits++;
            decimals += decimals >= 0 ? 1 : 0;
        }
        if (digits == 0) {
            throw notANumber(text, offset, length);
        }
        for (int i = Math.max(decimals, 0); i < scale; i++) {
            value = appended(value, 0, text, offset, length);
        }
        return isNegative ? -value : value;
    }

    private long appended(long value, int digit, char[] text, int offset, int length) throws RefusedException {
        if (value > BEFORE_OVERFLOW) {
            throw noMultiple(text, offset, length);
        }
        return value * 10 + digit;
    }

    /** Writes a multiple of the step as plain decimal text to the end of a buffer of at least {@link #MAX_LENGTH} characters.
     *
     * @return index of the first character; the text ends where the buffer ends */
    public int format(long multiple, char[] buffer) {
        long rest = Math.multiplyExact(multiple, unscaled);
        boolean isNegative = rest < 0;
        int at = buffer.length;
        for (int written = 0; written <= scale || rest != 0; written++) {
            if (written == scale && scale > 0) {
                buffer[--at] = '.';
            }
            buffer[--at] = (char) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        if (isNegative) {
            buffer[--at] = '-';
        }
        return at;
    }

    /** Decimal text of a multiple of the step. */
    public String format(long multiple) {
        char[] buffer = new char[MAX_LENGTH];
        int start = format(multiple, buffer);
        return new String(buffer, start, buffer.length - start);
    }

    private RefusedException notANumber(char[] text, int offset, int length) {
        return new RefusedException(
                RejectReason.BROKEN_JSON, name + " is no decimal number: " + cut(text, offset, length));
    }

    private RefusedException noMultiple(char[] text, int offset, int length) {
        return new RefusedException(offStep, name + " " + cut(text, offset, length) + " is no multiple of " + step);
    }

    private static String cut(char[] text, int offset, int length) {
        return new String(text, offset, Math.min(length, MAX_LENGTH));
    }
}
