package io.nexus.models.pickle;

import java.nio.charset.Charset;
import java.util.Arrays;

/** Bytes of a pickle: a part of the file, not a copy of it. */
public final class Bytes {
    private final byte[] source;
    private final int from;
    private final int length;

    Bytes(byte[] source, int from, int length) {
        this.source = source;
        this.from = from;
        this.length = length;
    }

    public int length() {
        return length;
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(source, from, from + length);
    }

    /** A part as text. */
    String text(int at, int size, Charset charset) {
        return new String(source, from + at, size, charset);
    }

    /** Unsigned number of 1 to 8 bytes at a place inside. */
    long number(int at, int size, boolean isBigEndian) {
        long number = 0;
        for (int i = 0; i < size; i++) {
            int place = isBigEndian ? i : size - 1 - i;
            number = (number << 8) | (source[from + at + place] & 0xff);
        }
        return number;
    }
}
