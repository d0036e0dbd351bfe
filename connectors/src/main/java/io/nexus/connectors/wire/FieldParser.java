package io.nexus.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.util.Arrays;

/** Typed fields of a streamed JSON object. Each call reads the value behind the current field name; what is of another
 * type is {@link RejectReason#BROKEN_JSON}. Not thread-safe. */
public final class FieldParser {
    /** What becomes of level quantities that are no multiple of the lot. */
    public enum OffLot {
        REFUSED,
        ROUNDED_DOWN
    }

    private final OffLot offLot;
    private long[] ticks = new long[64];
    private long[] lots = new long[64];
    private int levels;
    private int oddLevels;
    private String oddLevel = "";

    public FieldParser(OffLot offLot) {
        this.offLot = offLot;
    }

    /** Moves to the next field of the current object; false at its end. */
    public static boolean nextField(JsonParser in) throws IOException {
        return in.nextToken() == JsonToken.FIELD_NAME;
    }

    public static void enterObject(JsonParser in) throws IOException, RefusedException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw broken(in, "an object");
        }
    }

    public static long longValue(JsonParser in) throws IOException, RefusedException {
        if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            throw broken(in, "a whole number");
        }
        return in.getLongValue();
    }

    public static double doubleValue(JsonParser in) throws IOException, RefusedException {
        JsonToken token = in.nextToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw broken(in, "a number");
        }
        return in.getDoubleValue();
    }

    public static boolean booleanValue(JsonParser in) throws IOException, RefusedException {
        JsonToken token = in.nextToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw broken(in, "true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    public static String text(JsonParser in) throws IOException, RefusedException {
        if (in.nextToken() != JsonToken.VALUE_STRING) {
            throw broken(in, "a text");
        }
        return in.getText();
    }

    public static <E extends Enum<E>> E enumValue(JsonParser in, Class<E> type) throws IOException, RefusedException {
        String name = text(in);
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    RejectReason.BROKEN_JSON,
                    "unknown " + type.getSimpleName() + " " + name.substring(0, Math.min(40, name.length())));
        }
    }

    public static long decimal(JsonParser in, DecimalStep step) throws IOException, RefusedException {
        if (in.nextToken() != JsonToken.VALUE_STRING) {
            throw broken(in, "a decimal number as text");
        }
        return step.parse(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    }

    /** Skips the value behind the current field name. */
    public static void skip(JsonParser in) throws IOException {
        in.nextToken();
        in.skipChildren();
    }

    /** Reads {@code [["price","quantity"],...]}; what was read is in {@link #ticks()} and {@link #lots()}. A level off the tick is left
     * out and counted. */
    public void levels(JsonParser in, InstrumentCodec codec) throws IOException, RefusedException {
        if (in.nextToken() != JsonToken.START_ARRAY) {
            throw broken(in, "a list of levels");
        }
        levels = 0;
        while (in.nextToken() == JsonToken.START_ARRAY) {
            if (levels == ticks.length) {
                ticks = Arrays.copyOf(ticks, levels * 2);
                lots = Arrays.copyOf(lots, levels * 2);
            }
            boolean isOdd = !readPrice(in, codec.price());
            lots[levels] = levelQuantity(in, codec.quantity());
            levels += isOdd ? 0 : 1;
            if (in.nextToken() != JsonToken.END_ARRAY) {
                throw broken(in, "a level of price and quantity");
            }
        }
        if (in.currentToken() != JsonToken.END_ARRAY) {
            throw broken(in, "a level");
        }
    }

    /** Reads the price of a level; false, with a count, if it is no multiple of the tick. */
    private boolean readPrice(JsonParser in, DecimalStep step) throws IOException, RefusedException {
        try {
            ticks[levels] = decimal(in, step);
            return true;
        } catch (RefusedException e) {
            if (e.reason() != RejectReason.BAD_PRICE) {
                throw e;
            }
            oddLevel = oddLevels++ == 0 ? e.detail() : oddLevel;
            return false;
        }
    }

    /** Forgets the odd levels of the message before. */
    public void beginMessage() {
        oddLevels = 0;
        oddLevel = "";
    }

    /** Levels left out since {@link #beginMessage}: their price is no multiple of the tick. */
    public int oddLevels() {
        return oddLevels;
    }

    /** How many levels were left out, and why the first. */
    public String oddLevelDetail() {
        return oddLevels + (oddLevels == 1 ? " level: " : " levels, the first: ") + oddLevel;
    }

    private long levelQuantity(JsonParser in, DecimalStep step) throws IOException, RefusedException {
        if (offLot == OffLot.REFUSED) {
            return decimal(in, step);
        }
        if (in.nextToken() != JsonToken.VALUE_STRING) {
            throw broken(in, "a decimal number as text");
        }
        return step.parseDown(in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
    }

    /** Prices of the levels read last. */
    public long[] ticks() {
        return Arrays.copyOf(ticks, levels);
    }

    /** Quantities of the levels read last, parallel to {@link #ticks()}. */
    public long[] lots() {
        return Arrays.copyOf(lots, levels);
    }

    private static RefusedException broken(JsonParser in, String expected) throws IOException {
        return new RefusedException(
                RejectReason.BROKEN_JSON, in.currentName() + " must be " + expected + ", was " + in.currentToken());
    }
}
