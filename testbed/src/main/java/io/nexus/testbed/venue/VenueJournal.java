package io.nexus.testbed.venue;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The append-only file of what the venue did, one JSON line each. A line is with the operating system before it is reported to
 * anybody: a killed process loses nothing; what a machine without power loses is found at the next start, by {@link JournalMark}.
 * A line that can't be written as a whole is cut back, so that the file always ends with a whole one; if that fails too, nothing
 * more is written. An interrupted thread writes on: a channel would be closed by it. Thread-safe; one process at a time holds the
 * file. */
final class VenueJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VenueJournal.class);

    private final String name;
    private final @Nullable Output out;
    private final List<JournalEvent> restored;
    private JournalMark end;
    private boolean isBroken;
    private boolean isClosed;

    /** Where lines go. */
    interface Output extends Closeable {
        /** Appends a line, or a part of it and throws. */
        void write(byte[] line) throws IOException;

        /** Cuts everything behind a length. */
        void cutTo(long length) throws IOException;

        /** Waits until everything is on the disk. */
        void force() throws IOException;
    }

    private VenueJournal(String name, @Nullable Output out, List<JournalEvent> restored, JournalMark end) {
        this.name = name;
        this.out = out;
        this.restored = restored;
        this.end = end;
    }

    /** A journal that keeps nothing. */
    static VenueJournal inMemory() {
        return new VenueJournal("", null, List.of(), JournalMark.EMPTY);
    }

    /** A new journal that writes elsewhere. */
    static VenueJournal to(String name, Output out) {
        return new VenueJournal(name, out, List.of(), JournalMark.EMPTY);
    }

    /** Opens or creates a journal file. A last line that was torn by a crash was reported to nobody and is cut off.
     *
     * @throws IllegalStateException if another process holds the file, a whole line is damaged or there is none; the file stays
     *     as it is then */
    static VenueJournal open(Path file) {
        FileOutput out = null;
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            out = new FileOutput(new RandomAccessFile(file.toFile(), "rw"));
            out.lock(file);
            JournalContent.Lines lines = JournalContent.events(file);
            long torn = Files.size(file) - lines.end().bytes();
            if (torn > 0) {
                LOG.warn(
                        "{}: the last {} bytes are of a line that was not written to its end; they are cut off",
                        file,
                        torn);
            }
            out.cutTo(lines.end().bytes());
            return new VenueJournal(file.toString(), out, List.copyOf(lines.events), lines.end());
        } catch (IOException e) {
            release(out);
            throw new UncheckedIOException("can't open the venue's journal " + file, e);
        } catch (IllegalStateException e) {
            release(out);
            throw e;
        }
    }

    /** What the file held when it was opened, in order; of tellings of the clock that follow each other only the last. */
    List<JournalEvent> restored() {
        return restored;
    }

    /** Writes an event.
     *
     * @throws UncheckedIOException if it can't be written; the journal is as before then
     * @throws IllegalStateException if it could not be cut back after such a failure */
    synchronized void append(JournalEvent event) {
        if (out == null) {
            return;
        }
        if (isBroken) {
            throw new IllegalStateException(
                    "the venue's journal " + name + " takes nothing more: a line that was not written"
                            + " to its end could not be cut off; free the disk and start again");
        }
        SealedLine line = SealedLine.of(event, end);
        try {
            out.write(line.bytes());
            end = line.end();
        } catch (IOException e) {
            cutBack(out);
            throw new UncheckedIOException("can't write the venue's journal " + name + ": " + e.getMessage(), e);
        }
    }

    /** How far it has come. */
    synchronized JournalMark mark() {
        return end;
    }

    /** Waits until everything up to now is on the disk. Others may append meanwhile.
     *
     * @return how far it had come when this began
     * @throws UncheckedIOException if the disk fails */
    JournalMark force() {
        JournalMark mark;
        synchronized (this) {
            mark = end;
            if (isClosed || out == null) { // closing forces it, too
                return mark;
            }
        }
        try {
            out.force();
            return mark;
        } catch (IOException e) {
            throw new UncheckedIOException("can't force the venue's journal " + name + " to the disk", e);
        }
    }

    @Override
    public synchronized void close() {
        if (isClosed || out == null) {
            return;
        }
        isClosed = true;
        try {
            out.force();
        } catch (IOException e) {
            LOG.warn("{} could not be forced to the disk", name, e);
        }
        release(out);
    }

    private void cutBack(Output open) {
        try {
            open.cutTo(end.bytes());
        } catch (IOException e) {
            isBroken = true;
            LOG.error("{} can't be cut back to its last whole line", name, e);
        }
    }

    private static void release(@Nullable Output out) {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the venue's journal", e);
        }
    }

    /** A file on disk. */
    private record FileOutput(RandomAccessFile file) implements Output {
        @Override
        public void write(byte[] line) throws IOException {
            file.write(line);
        }

        @Override
        public void cutTo(long length) throws IOException {
            file.setLength(length);
            file.seek(length);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        private void lock(Path path) throws IOException {
            try {
                if (file.getChannel().tryLock() == null) {
                    throw new IllegalStateException("another process holds the venue's journal " + path);
                }
            } catch (OverlappingFileLockException e) {
                throw new IllegalStateException("this process already holds the venue's journal " + path, e);
            }
        }
    }
}
