package io.nexus.models.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Fields of one protobuf message, in the order they are written. The same calls give the same bytes. Blocks are kept as they
 * are and copied once, by {@link #toBytes}. */
final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_INT = 5;

    private final List<Slice> parts = new ArrayList<>();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int length;

    ProtoWriter number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    ProtoWriter float32(int field, float value) {
        tag(field, FIXED_INT);
        int bits = Float.floatToRawIntBits(value);
        for (int i = 0; i < Integer.BYTES; i++) {
            write(bits >>> (i * Byte.SIZE));
        }
        return this;
    }

    ProtoWriter text(int field, String value) {
        return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtoWriter message(int field, ProtoWriter message) {
        tag(field, LENGTH_DELIMITED);
        message.flush();
        varint(message.length);
        flush();
        parts.addAll(message.parts);
        length += message.length;
        return this;
    }

    ProtoWriter raw(int field, byte[] value) {
        return slice(field, Slice.of(value));
    }

    ProtoWriter slice(int field, Slice value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length());
        flush();
        parts.add(value);
        length = Math.addExact(length, value.length());
        return this;
    }

    /** Whole numbers, packed. */
    ProtoWriter numbers(int field, long... values) {
        ProtoWriter packed = new ProtoWriter();
        for (long value : values) {
            packed.varint(value);
        }
        return message(field, packed);
    }

    byte[] toBytes() {
        flush();
        byte[] all = new byte[length];
        int at = 0;
        for (Slice part : parts) {
            System.arraycopy(part.bytes(), part.from(), all, at, part.length());
            at += part.length();
        }
        return all;
    }

    private void flush() {
        if (bytes.size() > 0) {
            parts.add(Slice.of(bytes.toByteArray()));
            bytes = new ByteArrayOutputStream();
        }
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        write((int) rest);
    }

    private void write(int value) {
        bytes.write(value);
        length++;
    }
}
