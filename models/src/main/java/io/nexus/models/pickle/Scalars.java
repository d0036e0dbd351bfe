package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Opcodes of a pickle that give a single value. */
final class Scalars {
    private static final int MOST_DIGITS = 400;
    private static final int MOST_INTEGER_BYTES = 160;

    private final Cursor cursor;

    Scalars(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The value that the opcode gives, or null if it gives none. */
    @Nullable
    Object read(int opcode) throws RefusedException {
        return switch (opcode) {
            case 'N' -> None.NONE;
            case 0x88 -> true;
            case 0x89 -> false;
            case 'J' -> (long) (int) cursor.number(4);
            case 'K' -> cursor.number(1);
            case 'M' -> cursor.number(2);
            case 0x8a -> integer(cursor.length(1));
            case 0x8b -> integer(cursor.length(4));
            case 'G' -> Double.longBitsToDouble(cursor.take(Double.BYTES).number(0, Double.BYTES, true));
            case 'I', 'L' -> integer(cursor.line());
            case 'F' -> real(cursor.line());
            case 'X' -> text(4, StandardCharsets.UTF_8);
            case 0x8c -> text(1, StandardCharsets.UTF_8);
            case 0x8d -> text(8, StandardCharsets.UTF_8);
            case 'U' -> text(1, StandardCharsets.ISO_8859_1);
            case 'T' -> text(4, StandardCharsets.ISO_8859_1);
            case 'S' -> Escapes.quoted(cursor.line());
            case 'V' -> Escapes.unicode(cursor.line());
            case 'C' -> cursor.take(cursor.length(1));
            case 'B' -> cursor.take(cursor.length(4));
            case 0x8e, 0x96 -> cursor.take(cursor.length(8));
            default -> null;
        };
    }

    private String text(int lengthBytes, Charset charset) throws RefusedException {
        return cursor.text(cursor.length(lengthBytes), charset);
    }

    private Object integer(int size) throws RefusedException {
        if (size > MOST_INTEGER_BYTES) {
            throw Refusals.tooLarge("the pickle holds an integer of " + size + " bytes");
        }
        byte[] little = cursor.take(size).toArray();
        byte[] big = new byte[size];
        for (int i = 0; i < size; i++) {
            big[i] = little[size - 1 - i];
        }
        return size == 0 ? (Object) 0L : plain(new BigInteger(big));
    }

    private static Object integer(String line) throws RefusedException {
        if (line.equals("00") || line.equals("01")) {
            return line.equals("01");
        }
        String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
        if (digits.length() > MOST_DIGITS || !digits.matches("[+-]?[0-9]+")) {
            throw Refusals.broken("the pickle has '" + Refusals.shown(line) + "' where an integer is needed");
        }
        return plain(new BigInteger(digits));
    }

    private static Object plain(BigInteger integer) {
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }

    private static Object real(String line) throws RefusedException {
        return switch (line) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> decimal(line);
        };
    }

    private static double decimal(String line) throws RefusedException {
        if (line.length() > MOST_DIGITS
                || !line.matches("[+-]?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]{1,6})?")
                || !line.matches(".*[0-9].*")) {
            throw Refusals.broken("the pickle has '" + Refusals.shown(line) + "' where a number is needed");
        }
        try {
            return Double.parseDouble(line);
        } catch (NumberFormatException e) {
            throw Refusals.broken("the pickle has '" + Refusals.shown(line) + "' where a number is needed");
        }
    }
}
