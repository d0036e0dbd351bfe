package io.nexus.connectors.recorded;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** The content of a gzip file of any number of members. Unlike {@link java.util.zip.GZIPInputStream} it does not take for the end
 * what is none: bytes behind a member that begin no other one are a {@link ZipException}, an end within a member, or a file
 * without one, is an {@link EOFException}; what came before it has been given. Not thread-safe. */
final class GzipMembers implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[BUFFER_BYTES];
    private int inputFrom;
    private int inputTo;
    private boolean isInMember;
    private long members;

    /** @param in is closed with this */
    GzipMembers(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
    }

    /** Reads some bytes, at least one; -1 at the end behind a whole member.
     *
     * @throws EOFException if the file ends within a member, or before the first
     * @throws ZipException if something is no gzip, or its checksum differs */
    int read(byte[] to, int offset, int length) throws IOException {
        while (true) {
            if (!isInMember && !beginMember()) {
                return -1;
            }
            try {
                int read = inflater.inflate(to, offset, length);
                if (read > 0) {
                    checksum.update(to, offset, read);
                    return read;
                }
            } catch (DataFormatException e) {
                throw new ZipException("broken data in member " + (members + 1) + ": " + e.getMessage());
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("member " + (members + 1) + " needs a dictionary");
            } else {
                feed();
            }
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private void feed() throws IOException {
        if (!fill()) {
            throw new EOFException("the file ends within member " + (members + 1));
        }
        inflater.setInput(input, inputFrom, inputTo - inputFrom);
        inputFrom = inputTo;
    }

    private boolean fill() throws IOException {
        if (inputFrom < inputTo) {
            return true;
        }
        inputFrom = 0;
        inputTo = Math.max(0, in.read(input, 0, input.length));
        return inputTo > 0;
    }

    /** Reads a header; false at the end of the file behind a member. */
    private boolean beginMember() throws IOException {
        if (!fill()) {
            if (members == 0) {
                throw new EOFException("the file is empty");
            }
            return false;
        }
        if (next() != 0x1f || next() != 0x8b) {
            throw new ZipException(
                    members == 0 ? "no gzip file" : "bytes behind member " + members + " that are no gzip");
        }
        if (next() != 8) {
            throw new ZipException("member " + (members + 1) + " is not deflated");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        isInMember = true;
        return true;
    }

    private void endMember() throws IOException {
        inputFrom -= inflater.getRemaining();
        long expected = fourBytes();
        fourBytes(); // the length modulo 2^32, which the checksum covers
        if (expected != checksum.getValue()) {
            throw new ZipException("the checksum of member " + (members + 1) + " differs");
        }
        members++;
        isInMember = false;
    }

    private long fourBytes() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (!fill()) {
            throw new EOFException("the file ends within member " + (members + 1));
        }
        return input[inputFrom++] & 0xff;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // up to its end
        }
    }
}
