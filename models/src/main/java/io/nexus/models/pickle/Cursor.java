package io.nexus.models.pickle;

import io.nexus.models.serving.RefusedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A place in the bytes of a pickle that only moves forward and never past the end. */
final class Cursor {
    private final byte[] content;
    private int at;

    Cursor(byte[] content) {
        this.content = content;
    }

    int position() {
        return at;
    }

    int remaining() {
        return content.length - at;
    }

    int next() throws RefusedException {
        need(1);
        return content[at++] & 0xff;
    }

    /** Little-endian unsigned number of up to 8 bytes; 8 bytes may come out negative. */
    long number(int size) throws RefusedException {
        return take(size).number(0, size, false);
    }

    /** Length of 1, 4 or 8 bytes of something that follows at once. */
    int length(int size) throws RefusedException {
        long length = number(size);
        if (length < 0 || length > remaining()) {
            throw Refusals.broken("the pickle announces " + Long.toUnsignedString(length) + " bytes at byte " + at
                    + ", but " + remaining() + " follow");
        }
        return (int) length;
    }

    Bytes take(int size) throws RefusedException {
        need(size);
        Bytes taken = new Bytes(content, at, size);
        at += size;
        return taken;
    }

    String text(int size, Charset charset) throws RefusedException {
        return take(size).text(0, size, charset);
    }

    /** Text up to the end of the line, which is skipped. */
    String line() throws RefusedException {
        int end = at;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        String line = text(end - at, StandardCharsets.ISO_8859_1);
        next();
        return line;
    }

    private void need(int size) throws RefusedException {
        if (size > remaining()) {
            throw Refusals.broken("the pickle ends after " + content.length + " bytes in the middle of a value");
        }
    }
}
