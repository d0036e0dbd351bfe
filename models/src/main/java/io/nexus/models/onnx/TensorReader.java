package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads constants: whatever way their numbers are written in, they come out as plain bytes, as many as the shape says. */
final class TensorReader {
    private static final int FLOATS = 4;
    private static final int INTS = 5;
    private static final int TEXTS = 6;
    private static final int LONGS = 7;
    private static final int DOUBLES = 10;
    private static final int UNSIGNED = 11;

    private final Budget budget;

    TensorReader(Budget budget) {
        this.budget = budget;
    }

    /** One constant.
     *
     * @param owner used as its name if it has none of its own */
    TensorDef read(WireReader in, String owner) throws RefusedException {
        budget.take(1);
        Numbers dims = new Numbers(budget);
        Numbers numbers = new Numbers(budget);
        List<String> texts = new ArrayList<>();
        String name = owner;
        Slice raw = Slice.EMPTY;
        String outside = null;
        int type = 0;
        while (in.next()) {
            switch (in.number()) {
                case 1 -> dims.addVarints(in);
                case 2 -> type = (int) in.value();
                case 3 -> throw in.broken("a constant in segments");
                case 8 -> name = in.text();
                case 9 -> raw = in.block();
                case 13 -> outside = place(in.message());
                case 14 -> outside = in.value() != 0 && outside == null ? "" : outside;
                case FLOATS -> numbers.addFixed(in, Integer.BYTES);
                case DOUBLES -> numbers.addFixed(in, Long.BYTES);
                case INTS, LONGS, UNSIGNED -> numbers.addVarints(in);
                case TEXTS -> texts.add(text(in));
                default -> {}
            }
        }
        if (outside != null) {
            throw outside(name, outside);
        }
        Slice data = raw.length() > 0 ? raw : packed(numbers.longs(), type);
        TensorDef tensor = new TensorDef(name, type, sizes(dims), data, texts);
        check(tensor);
        return tensor;
    }

    private String text(WireReader in) throws RefusedException {
        budget.take(1);
        return in.text();
    }

    private static String place(WireReader entry) throws RefusedException {
        String key = "";
        String value = "";
        while (entry.next()) {
            switch (entry.number()) {
                case 1 -> key = entry.text();
                case 2 -> value = entry.text();
                default -> {}
            }
        }
        return key.equals("location") ? value : "";
    }

    private static RefusedException outside(String name, String place) {
        return new RefusedException(
                Refusal.OUTSIDE_FILE,
                "The constant " + name + " is kept in another file"
                        + (place.isEmpty() ? "." : ", " + place + ", which is not read."),
                "onnx.save_model(onnx.load(\"model.onnx\"), \"one.onnx\", save_as_external_data=False)");
    }

    private static List<Long> sizes(Numbers dims) {
        List<Long> sizes = new ArrayList<>();
        for (long size : dims.longs()) {
            sizes.add(size);
        }
        return sizes;
    }

    private static Slice packed(long[] numbers, int type) {
        int size = ElementType.bytes(type);
        ByteBuffer data =
                ByteBuffer.allocate(Math.multiplyExact(numbers.length, size)).order(ByteOrder.LITTLE_ENDIAN);
        for (long number : numbers) {
            switch (size) {
                case Byte.BYTES -> data.put((byte) number);
                case Short.BYTES -> data.putShort((short) number);
                case Integer.BYTES -> data.putInt((int) number);
                case Long.BYTES -> data.putLong(number);
                default -> {}
            }
        }
        return Slice.of(data.array());
    }

    private void check(TensorDef tensor) throws RefusedException {
        int size = ElementType.bytes(tensor.type());
        if (size == 0 && tensor.type() != ElementType.STRING) {
            throw new RefusedException(
                    Refusal.UNSUPPORTED,
                    "The constant " + tensor.name() + " holds elements of type " + tensor.type()
                            + ", which is not served.",
                    "Export the model with float32 weights.");
        }
        long there = tensor.count();
        long wanted = count(tensor.dims());
        boolean isWhole = size == 0 || tensor.data().length() % size == 0;
        if (wanted != there || !isWhole) {
            throw new RefusedException(
                    Refusal.INCONSISTENT,
                    "The constant " + tensor.name() + " has the shape " + tensor.dims() + " but " + there
                            + " elements.",
                    WireReader.COPY_AGAIN);
        }
        budget.take(there);
    }

    /** Product of sizes; -1 if one is negative or the product is too large for an array. */
    static long count(List<Long> dims) {
        long count = 1;
        for (long size : dims) {
            if (size < 0 || size > Integer.MAX_VALUE) {
                return -1;
            }
            count = Math.min(Integer.MAX_VALUE + 1L, count * size);
        }
        return count > Integer.MAX_VALUE ? -1 : count;
    }
}
