package io.nexus.testbed.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The append-only file of what the venue did, one JSON line each. A line is with the operating system before anybody is told of
 * it: a killed process loses nothing; a machine that loses power may lose the last lines, as it may those of the broker. An
 * interrupted thread writes on: a channel would be closed by it. Thread-safe; one process at a time holds the file. */
final class VenueJournal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable RandomAccessFile out;
    private final List<JournalEvent> restored;

    private VenueJournal(@Nullable RandomAccessFile out, List<JournalEvent> restored) {
        this.out = out;
        this.restored = restored;
    }

    /** A journal that keeps nothing. */
    static VenueJournal inMemory() {
        return new VenueJournal(null, List.of());
    }

    /** Opens or creates a journal file. A last line that was torn by a crash was told to nobody and is cut off.
     *
     * @throws IllegalStateException if another process holds the file or a line inside it is damaged */
    static VenueJournal open(Path file) {
        RandomAccessFile out = null;
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            out = new RandomAccessFile(file.toFile(), "rw");
            lock(out, file);
            long end = lastLineEnd(out);
            out.setLength(end);
            out.seek(end);
            return new VenueJournal(out, parse(file));
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

    synchronized void append(JournalEvent event) {
        if (out == null) {
            return;
        }
        try {
            out.write((JSON.writeValueAsString(event) + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the venue's journal: " + event, e);
        }
    }

    @Override
    public synchronized void close() {
        release(out);
    }

    private static void lock(RandomAccessFile out, Path file) throws IOException {
        try {
            if (out.getChannel().tryLock() == null) {
                throw new IllegalStateException("another process holds the venue's journal " + file);
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("this process already holds the venue's journal " + file, e);
        }
    }

    private static long lastLineEnd(RandomAccessFile file) throws IOException {
        long end = file.length();
        while (end > 0) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    private static List<JournalEvent> parse(Path file) throws IOException {
        List<JournalEvent> events = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                keep(events, read(line, number, file));
            }
        }
        return events;
    }

    private static JournalEvent read(String line, int number, Path file) {
        try {
            return JSON.readValue(line, JournalEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("line " + number + " of the venue's journal " + file + " is damaged", e);
        }
    }

    private static void keep(List<JournalEvent> events, JournalEvent event) {
        int last = events.size() - 1;
        if (event instanceof JournalEvent.ClockTold
                && last >= 0
                && events.get(last) instanceof JournalEvent.ClockTold) {
            events.set(last, event);
        } else {
            events.add(event);
        }
    }

    private static void release(@Nullable RandomAccessFile out) {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the venue's journal", e);
        }
    }
}
