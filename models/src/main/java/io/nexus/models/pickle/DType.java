package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Type of the elements of an array.
 *
 * @param kind letter of numpy: b, i, u, f, c, O, S, U, V, M, m
 * @param size of an element in bytes
 * @param fields of a structured element by name, in their order; empty if it is a single value */
public record DType(char kind, int size, boolean isBigEndian, Map<String, Field> fields) {
    private static final int LARGEST = 1 << 20;
    private static final int CHAR_BYTES = 4;

    /** A field of a structured element.
     *
     * @param offset of its first byte in the element */
    public record Field(DType type, int offset) {}

    public DType {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Reads {@code f8}, {@code <i4}, {@code U12} and the like. */
    static DType parse(String text) throws RefusedException {
        int start = !text.isEmpty() && "<>|=".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        if (text.length() <= start || "biufcOSUVMm".indexOf(text.charAt(start)) < 0) {
            throw unknown(text);
        }
        char kind = text.charAt(start);
        String digits = text.substring(start + 1);
        if (kind == 'M' || kind == 'm') {
            digits = "8";
        }
        if (!digits.matches("\\d{0,6}")) {
            throw unknown(text);
        }
        int count = digits.isEmpty() ? (kind == 'O' ? 8 : 0) : Integer.parseInt(digits);
        boolean isNumber = "biufcO".indexOf(kind) >= 0;
        if (isNumber && (count < 1 || count > 32)) {
            throw unknown(text);
        }
        return new DType(kind, kind == 'U' ? CHAR_BYTES * count : count, text.startsWith(">"), Map.of());
    }

    /** The same with the size that a state announces, if that may change. */
    DType sized(long announced) throws RefusedException {
        if (announced < 0 || "SUV".indexOf(kind) < 0) {
            return this;
        }
        if (announced > LARGEST || (kind == 'U' && announced % CHAR_BYTES != 0)) {
            throw Refusals.inconsistent("the pickle announces array elements of " + announced + " bytes");
        }
        return new DType(kind, (int) announced, isBigEndian, fields);
    }

    DType ordered(boolean isBig) {
        return new DType(kind, size, isBig, fields);
    }

    DType structured(Map<String, Field> newFields) throws RefusedException {
        for (Map.Entry<String, Field> field : newFields.entrySet()) {
            Field value = field.getValue();
            if (value.offset() < 0 || value.offset() > size - value.type().size()) {
                throw Refusals.inconsistent(
                        "field " + Refusals.shown(field.getKey()) + " lies outside its element of " + size + " bytes");
            }
        }
        return new DType(kind, size, isBigEndian, newFields);
    }

    boolean isObject() {
        return kind == 'O';
    }

    private static RefusedException unknown(String text) {
        return Refusals.unsupported("the array type '" + Refusals.shown(text) + "' is not read");
    }
}
