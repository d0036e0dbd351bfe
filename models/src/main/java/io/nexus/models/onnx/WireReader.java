package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Fields of one protobuf message, one after the other. Nothing is copied; every length is checked against what is there. */
final class WireReader {
    static final int VARINT = 0;
    static final int LONG = 1;
    static final int BLOCK = 2;
    static final int INT = 5;
    static final String COPY_AGAIN =
            "Copy or export the file again; onnx.checker.check_model(\"model.onnx\") says whether it is whole.";

    private static final int FIELD_SHIFT = 3;
    private static final int TYPE_MASK = 7;
    private static final int MAX_FIELD = (1 << 29) - 1;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int number;
    private int type;
    private long value;
    private Slice block = Slice.EMPTY;

    WireReader(Slice slice) {
        bytes = slice.bytes();
        position = slice.from();
        end = slice.to();
    }

    /** Moves to the next field; false at the end. */
    boolean next() throws RefusedException {
        if (position >= end) {
            return false;
        }
        long tag = varint();
        long field = tag >>> FIELD_SHIFT;
        if (field < 1 || field > MAX_FIELD) {
            throw broken("field number " + field);
        }
        number = (int) field;
        type = (int) (tag & TYPE_MASK);
        block = Slice.EMPTY;
        switch (type) {
            case VARINT -> value = varint();
            case LONG -> value = fixed(Long.BYTES);
            case BLOCK -> readBlock(varint());
            case INT -> value = fixed(Integer.BYTES);
            default -> throw broken("wire type " + type);
        }
        return true;
    }

    boolean hasMore() {
        return position < end;
    }

    int number() {
        return number;
    }

    /** Whether the field is a block of bytes: a text, a message, packed numbers. */
    boolean isBlock() {
        return type == BLOCK;
    }

    /** A whole number; a block where a number belongs is refused. */
    long value() throws RefusedException {
        if (type == BLOCK) {
            throw broken("a block where field " + number + " is a number");
        }
        return value;
    }

    float floatValue() throws RefusedException {
        return Float.intBitsToFloat((int) value());
    }

    /** The bytes of the field; a number where a block belongs is refused. */
    Slice block() throws RefusedException {
        if (type != BLOCK) {
            throw broken("a number where field " + number + " is a block");
        }
        return block;
    }

    String text() throws RefusedException {
        return block().text();
    }

    WireReader message() throws RefusedException {
        return new WireReader(block());
    }

    /** A number of seven bits a byte, without a field. */
    long varint() throws RefusedException {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (position >= end) {
                throw broken("a number without end");
            }
            byte next = bytes[position++];
            result |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw broken("a number of more than ten bytes");
    }

    RefusedException broken(String what) {
        return new RefusedException(
                Refusal.BROKEN, "The file is no whole ONNX model: " + what + " at byte " + position + ".", COPY_AGAIN);
    }

    private void readBlock(long length) throws RefusedException {
        if (length < 0 || length > end - position) {
            throw broken("a field announces " + Long.toUnsignedString(length) + " bytes where " + (end - position)
                    + " are left");
        }
        block = new Slice(bytes, position, position + (int) length);
        position += (int) length;
    }

    private long fixed(int size) throws RefusedException {
        if (size > end - position) {
            throw broken("a number without end");
        }
        long result = 0;
        for (int i = size - 1; i >= 0; i--) {
            result = (result << Byte.SIZE) | (bytes[position + i] & 0xff);
        }
        position += size;
        return result;
    }
}
