package io.nexus.models.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A stretch of bytes that belongs to somebody else; never copied, never changed. */
final class Slice {
    static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    private final byte[] bytes;
    private final int from;
    private final int to;

    Slice(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    String text() {
        return new String(bytes, from, length(), StandardCharsets.UTF_8);
    }

    /** Its numbers, lowest byte first. */
    ByteBuffer littleEndian() {
        return ByteBuffer.wrap(bytes, from, length()).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
