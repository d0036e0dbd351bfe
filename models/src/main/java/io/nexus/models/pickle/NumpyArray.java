package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An array of numpy: numbers, truth values, texts, structured elements, or plain values. It is a view of the file;
 * each read copies. An array that the pickle announces and never fills is empty. */
public final class NumpyArray {
    private static final Charset UTF_32_LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32_BE = Charset.forName("UTF-32BE");

    private Layout layout = Layout.EMPTY;
    private @Nullable List<Object> objects;
    private boolean isFilled;

    /** Where the elements are.
     *
     * @param offset of the first element in the data
     * @param stride between elements, in bytes */
    record Layout(DType type, int[] shape, boolean isFortran, Bytes data, int offset, int stride) {
        static final Layout EMPTY =
                new Layout(new DType('f', 8, false, Map.of()), new int[1], false, new Bytes(new byte[0], 0, 0), 0, 8);
    }

    NumpyArray() {}

    private NumpyArray(Layout layout) {
        this.layout = layout;
        isFilled = true;
    }

    /** Sets the elements, once. */
    void fill(DType type, int[] shape, boolean isFortran, Bytes data) throws RefusedException {
        start(shape);
        if ((long) Shapes.size(shape) * type.size() != data.length()) {
            throw Refusals.inconsistent("an array of " + Shapes.size(shape) + " elements of " + type.size()
                    + " bytes has " + data.length() + " bytes");
        }
        layout = new Layout(type, shape, isFortran, data, 0, type.size());
    }

    /** Sets plain values as elements, once. */
    void fill(DType type, int[] shape, boolean isFortran, List<Object> values) throws RefusedException {
        start(shape);
        if (Shapes.size(shape) != values.size()) {
            throw Refusals.inconsistent("an array of " + Shapes.size(shape) + " elements has " + values.size());
        }
        objects = values;
        layout = new Layout(type, shape, isFortran, Layout.EMPTY.data(), 0, 0);
    }

    private void start(int[] shape) throws RefusedException {
        if (isFilled) {
            throw Refusals.inconsistent("an array is filled twice");
        }
        Shapes.size(shape);
        isFilled = true;
    }

    public DType type() {
        return layout.type();
    }

    /** Lengths of the dimensions; empty for a single value. */
    public int[] shape() {
        return layout.shape().clone();
    }

    /** How many elements there are. */
    public int size() {
        int size = 1;
        for (int length : layout.shape()) {
            size *= length;
        }
        return size;
    }

    /** One field of structured elements. */
    public NumpyArray field(String name) throws RefusedException {
        DType.Field field = layout.type().fields().get(name);
        if (field == null) {
            throw Refusals.inconsistent("an array has no field " + name + ", it has "
                    + Refusals.shown(layout.type().fields().keySet().toString()));
        }
        return new NumpyArray(new Layout(
                field.type(),
                layout.shape(),
                layout.isFortran(),
                layout.data(),
                layout.offset() + field.offset(),
                layout.stride()));
    }

    public boolean hasField(String name) {
        return layout.type().fields().containsKey(name);
    }

    /** The elements as numbers, the last dimension running fastest. */
    public double[] doubles() throws RefusedException {
        double[] numbers = new double[size()];
        int[] order = Shapes.order(layout.shape(), layout.isFortran());
        for (int i = 0; i < numbers.length; i++) {
            int at = order.length == 0 ? i : order[i];
            numbers[i] = objects != null ? asDouble(objects.get(at)) : number(at);
        }
        return numbers;
    }

    /** The elements as integers, the last dimension running fastest. */
    public long[] longs() throws RefusedException {
        if (objects != null || "biu".indexOf(layout.type().kind()) < 0) {
            throw Refusals.inconsistent(
                    "an array holds elements of type " + layout.type().kind() + " where integers are needed");
        }
        long[] numbers = new long[size()];
        int[] order = Shapes.order(layout.shape(), layout.isFortran());
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = integer(order.length == 0 ? i : order[i]);
        }
        return numbers;
    }

    /** The elements as plain values: Long, Double, Boolean, String, or whatever an object array holds. */
    public List<Object> values() throws RefusedException {
        List<Object> values = new ArrayList<>(size());
        int[] order = Shapes.order(layout.shape(), layout.isFortran());
        for (int i = 0; i < size(); i++) {
            int at = order.length == 0 ? i : order[i];
            values.add(objects != null ? objects.get(at) : value(at));
        }
        return values;
    }

    /** Values of an object array in the order of the file; empty for other arrays. */
    List<Object> objects() {
        return objects == null ? List.of() : objects;
    }

    private Object value(int at) throws RefusedException {
        return switch (layout.type().kind()) {
            case 'b' -> integer(at) != 0;
            case 'i', 'u' -> integer(at);
            case 'U' -> text(at, layout.type().isBigEndian() ? UTF_32_BE : UTF_32_LE);
            case 'S' -> text(at, StandardCharsets.ISO_8859_1);
            default -> number(at);
        };
    }

    private String text(int at, Charset charset) {
        String padded = layout.data().text(place(at), layout.type().size(), charset);
        int end = padded.length();
        while (end > 0 && padded.charAt(end - 1) == 0) {
            end--;
        }
        return padded.substring(0, end);
    }

    private double number(int at) throws RefusedException {
        DType type = layout.type();
        if (type.kind() == 'f') {
            long bits = layout.data().number(place(at), Math.min(type.size(), Long.BYTES), type.isBigEndian());
            return switch (type.size()) {
                case Double.BYTES -> Double.longBitsToDouble(bits);
                case Float.BYTES -> Float.intBitsToFloat((int) bits);
                default -> throw Refusals.unsupported(
                        "floating-point numbers of " + type.size() + " bytes are not read");
            };
        }
        if ("biu".indexOf(type.kind()) < 0) {
            throw Refusals.inconsistent("an array holds elements of type " + type.kind() + " where numbers are needed");
        }
        long whole = integer(at);
        return type.kind() == 'u' && whole < 0 ? whole + 0x1p64 : whole;
    }

    private long integer(int at) throws RefusedException {
        DType type = layout.type();
        if (type.size() > Long.BYTES) {
            throw Refusals.unsupported("integers of " + type.size() + " bytes are not read");
        }
        long bits = layout.data().number(place(at), type.size(), type.isBigEndian());
        int unused = Long.SIZE - Byte.SIZE * type.size();
        return type.kind() == 'i' ? bits << unused >> unused : bits;
    }

    private int place(int at) {
        return layout.offset() + at * layout.stride();
    }

    private static double asDouble(Object value) throws RefusedException {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw Refusals.inconsistent("an array holds something else where numbers are needed");
    }
}
