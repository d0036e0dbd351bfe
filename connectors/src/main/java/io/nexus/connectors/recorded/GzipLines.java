package io.nexus.connectors.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of some gzip files, one file after the other, without an object per line: after {@link #next()} the line's bytes
 * are in {@link #bytes()} from {@link #start()} to {@link #end()}. Not thread-safe. */
final class GzipLines implements AutoCloseable {
    private static final int INITIAL_BYTES = 1 << 17;

    private final Deque<Path> files;
    private @Nullable InputStream in;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int filled;
    private int start;
    private int end = -1;

    GzipLines(Collection<Path> files) {
        this.files = new ArrayDeque<>(files);
    }

    /** Moves to the next line; false after the last one. A last line without line feed counts, an empty line too. */
    boolean next() {
        start = end + 1;
        int scanned = start;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (bytes[i] == '\n') {
                    end = i;
                    return true;
                }
            }
            scanned = filled;
            int dropped = start;
            if (!fill()) {
                end = filled;
                return end > start;
            }
            scanned -= dropped - start;
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** A copy of the line. */
    byte[] line() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    @Override
    public void close() {
        closeFile();
        files.clear();
    }

    private boolean fill() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        try {
            while (true) {
                if (in == null) {
                    Path file = files.poll();
                    if (file == null) {
                        return false;
                    }
                    in = new GZIPInputStream(Files.newInputStream(file), INITIAL_BYTES);
                }
                int read = in.read(bytes, filled, bytes.length - filled);
                if (read > 0) {
                    filled += read;
                    return true;
                }
                closeFile();
                if (filled > start && bytes[filled - 1] != '\n') {
                    bytes[filled++] = '\n';
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeFile() {
        if (in == null) {
            return;
        }
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = null;
    }
}
