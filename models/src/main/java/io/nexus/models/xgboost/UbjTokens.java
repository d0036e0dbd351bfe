package io.nexus.models.xgboost;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** UBJSON as XGBoost writes it: keys and texts with a length, arrays open, counted, or counted and of one type of
 * number. */
final class UbjTokens implements Tokens {
    /** Open value that is an object. */
    private static final long OBJECT = -1;
    /** Open value that is an array up to its bracket. */
    private static final long OPEN_ARRAY = -2;

    private static final int MAX_TEXT = 1 << 20;
    private static final byte ANY_TYPE = 0;

    private final ByteBuffer bytes;
    /** Per open value: what it is, or how many elements of a counted array are left. */
    private final long[] open;
    /** Per open value: type of all its elements. */
    private final byte[] types;

    private int depth;
    private boolean isStarted;
    private boolean isKeyNext;
    private String text = "";
    private double number;

    UbjTokens(byte[] content, Limits limits) {
        this.bytes = ByteBuffer.wrap(content);
        this.open = new long[limits.depth()];
        this.types = new byte[limits.depth()];
    }

    @Override
    public Token next() throws RefusedException {
        if (depth == 0) {
            if (isStarted) {
                return end();
            }
            isStarted = true;
            return value(marker());
        }
        long top = open[depth - 1];
        if (top == OBJECT) {
            return isKeyNext ? key() : value(marker());
        }
        if (top == OPEN_ARRAY) {
            byte marker = marker();
            return marker == ']' ? close(Token.ARRAY_END) : value(marker);
        }
        if (top == 0) {
            return close(Token.ARRAY_END);
        }
        open[depth - 1] = top - 1;
        byte type = types[depth - 1];
        return value(type == ANY_TYPE ? marker() : type);
    }

    private Token end() throws RefusedException {
        if (bytes.hasRemaining()) {
            throw Refusals.broken("the UBJSON has " + bytes.remaining() + " bytes after its end");
        }
        return Token.END;
    }

    private Token key() throws RefusedException {
        byte marker = marker();
        if (marker == '}') {
            return close(Token.OBJECT_END);
        }
        text = text(length(marker));
        isKeyNext = false;
        return Token.KEY;
    }

    private Token close(Token end) {
        depth--;
        isKeyNext = true;
        return end;
    }

    private Token value(byte marker) throws RefusedException {
        isKeyNext = true;
        return switch (marker) {
            case '{' -> {
                push(OBJECT, ANY_TYPE);
                yield Token.OBJECT;
            }
            case '[' -> array();
            case 'S' -> {
                text = text(length(marker()));
                yield Token.TEXT;
            }
            case 'C' -> {
                text = text(1);
                yield Token.TEXT;
            }
            case 'Z' -> Token.NOTHING;
            case 'T', 'F' -> {
                number = marker == 'T' ? 1 : 0;
                yield Token.NUMBER;
            }
            default -> {
                number = number(marker);
                yield Token.NUMBER;
            }
        };
    }

    private Token array() throws RefusedException {
        int start = bytes.position();
        byte next = marker();
        byte type = ANY_TYPE;
        if (next == '$') {
            type = marker();
            next = marker();
            if (next != '#') {
                throw Refusals.broken("the UBJSON has a typed array without a count at byte " + start);
            }
        }
        if (next != '#') {
            bytes.position(start);
            push(OPEN_ARRAY, ANY_TYPE);
            return Token.ARRAY;
        }
        long count = length(marker());
        int size = type == ANY_TYPE ? 1 : size(type);
        if (count > bytes.remaining() / size) {
            throw Refusals.broken("the UBJSON announces an array of " + count + " elements at byte " + start + ", and "
                    + bytes.remaining() + " bytes are left");
        }
        push(count, type);
        return Token.ARRAY;
    }

    private void push(long what, byte type) throws RefusedException {
        if (depth == open.length) {
            throw Refusals.tooLarge("the UBJSON is nested more than " + open.length + " deep");
        }
        open[depth] = what;
        types[depth++] = type;
    }

    private long length(byte marker) throws RefusedException {
        double length = marker == 'd' || marker == 'D' ? -1 : number(marker);
        if (length < 0) {
            throw Refusals.broken("the UBJSON has a negative length at byte " + bytes.position());
        }
        return (long) length;
    }

    private String text(long length) throws RefusedException {
        if (length > bytes.remaining()) {
            throw Refusals.broken("the UBJSON announces a text of " + length + " bytes at byte " + bytes.position()
                    + ", and " + bytes.remaining() + " are left");
        }
        if (length > MAX_TEXT) {
            throw Refusals.tooLarge("the UBJSON has a text of " + length + " bytes");
        }
        byte[] letters = new byte[(int) length];
        bytes.get(letters);
        return new String(letters, StandardCharsets.UTF_8);
    }

    private byte marker() throws RefusedException {
        byte marker;
        do {
            need(1);
            marker = bytes.get();
        } while (marker == 'N');
        return marker;
    }

    private double number(byte marker) throws RefusedException {
        need(size(marker));
        return switch (marker) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 0xff;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> bytes.getLong();
            case 'd' -> bytes.getFloat();
            default -> bytes.getDouble();
        };
    }

    private int size(byte marker) throws RefusedException {
        return switch (marker) {
            case 'i', 'U' -> Byte.BYTES;
            case 'I' -> Short.BYTES;
            case 'l', 'd' -> Integer.BYTES;
            case 'L', 'D' -> Long.BYTES;
            default -> throw Refusals.broken(
                    "the UBJSON has an unknown type " + (marker & 0xff) + " at byte " + bytes.position());
        };
    }

    private void need(int count) throws RefusedException {
        if (bytes.remaining() < count) {
            throw Refusals.broken("the UBJSON is cut short: it ends at byte " + bytes.limit() + " inside a value");
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public double number() {
        return number;
    }
}
