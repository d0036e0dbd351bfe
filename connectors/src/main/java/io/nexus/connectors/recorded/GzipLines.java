package io.nexus.connectors.recorded;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of some gzip files, one file after the other, without an object per line: after {@link #next()} the line's bytes
 * are in {@link #bytes()} from {@link #start()} to {@link #end()}. A file that a killed process left without its end ends where
 * it was torn, without the line it was torn in: that is counted and logged. Anything else that is no gzip is an error that
 * names file and line. Not thread-safe. */
final class GzipLines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GzipLines.class);
    private static final int INITIAL_BYTES = 1 << 17;

    private final Deque<Path> files;
    private @Nullable Path file;
    private @Nullable GzipMembers in;
    private byte[] bytes = new byte[INITIAL_BYTES];
    private int filled;
    private int start;
    private int end = -1;
    private long line;
    private boolean isEnded;
    private long tornFiles;

    GzipLines(Collection<Path> files) {
        this.files = new ArrayDeque<>(files);
    }

    /** Moves to the next line; false after the last one. A last line without line feed counts, an empty line too.
     *
     * @throws UncheckedIOException naming file and line behind which it cannot be read */
    boolean next() {
        if (isEnded) {
            return false;
        }
        start = end + 1;
        int scanned = start;
        while (true) {
            for (int i = scanned; i < filled; i++) {
                if (bytes[i] == '\n') {
                    end = i;
                    line++;
                    return true;
                }
            }
            int kept = fill();
            if (kept < 0) {
                isEnded = true;
                return false;
            }
            scanned = start + kept;
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

    /** Name of the file and number of the line, for people. */
    String place() {
        return (file == null ? "" : file.getFileName()) + ": line " + line;
    }

    /** Files that ended where they were torn. */
    long tornFiles() {
        return tornFiles;
    }

    @Override
    public void close() {
        closeFile();
        files.clear();
    }

    /** Reads on.
     *
     * @return how many bytes of the line were there before and still are; -1 behind the last file */
    private int fill() {
        makeRoom();
        try {
            while (true) {
                if (in == null && !open()) {
                    return -1;
                }
                int kept = filled - start;
                int read = read();
                if (read > 0) {
                    filled += read;
                    return kept;
                }
                closeFile();
                if (filled > start) { // a last line without line feed
                    bytes[filled++] = '\n';
                    return kept;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " behind line " + line + ": " + e.getMessage(), e);
        }
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, filled - start);
            filled -= start;
            start = 0;
        }
        if (filled == bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }

    private boolean open() throws IOException {
        Path next = files.poll();
        if (next == null) {
            return false;
        }
        file = next;
        line = 0;
        in = new GzipMembers(Files.newInputStream(next));
        return true;
    }

    /** Reads from the open file; nothing more, -1, where it was torn. */
    private int read() throws IOException {
        GzipMembers open = in;
        if (open == null) {
            return -1;
        }
        try {
            return open.read(bytes, filled, bytes.length - filled);
        } catch (EOFException e) {
            tornFiles++;
            String unfinished = filled > start ? ", its last line is not finished and left out" : "";
            LOG.warn("{} is torn ({}): {} lines can be read{}", file, e.getMessage(), line, unfinished);
            filled = start;
            return -1;
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
