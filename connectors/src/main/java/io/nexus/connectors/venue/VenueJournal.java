package io.nexus.connectors.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/** The append-only file of what the venue did, one JSON line each. A line is written at once, and {@link #force} brings
 * all of them to the disk before anybody is told of them. An interrupted thread writes on: a channel would be closed by it.
 * Thread-safe; one process at a time holds the file. */
final class VenueJournal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable RandomAccessFile out;
    private final List<JournalEvent> restored;
    private boolean isDirty;

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
            byte[] content = Files.readAllBytes(file);
            int end = lastLineEnd(content);
            List<JournalEvent> events = parse(new String(content, 0, end, StandardCharsets.UTF_8), file);
            out.setLength(end);
            out.seek(end);
            return new VenueJournal(out, events);
        } catch (IOException e) {
            release(out);
            throw new UncheckedIOException("can't open the venue's journal " + file, e);
        } catch (IllegalStateException e) {
            release(out);
            throw e;
        }
    }

    /** What the file held when it was opened, in order. */
    List<JournalEvent> restored() {
        return restored;
    }

    synchronized void append(JournalEvent event) {
        if (out == null) {
            return;
        }
        try {
            out.write((JSON.writeValueAsString(event) + '\n').getBytes(StandardCharsets.UTF_8));
            isDirty = true;
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the venue's journal: " + event, e);
        }
    }

    /** Returns when every appended line is on the disk. */
    synchronized void force() {
        if (out == null || !isDirty) {
            return;
        }
        try {
            out.getFD().sync();
            isDirty = false;
        } catch (IOException e) {
            throw new UncheckedIOException("can't force the venue's journal to the disk", e);
        }
    }

    @Override
    public synchronized void close() {
        force();
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

    private static int lastLineEnd(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static List<JournalEvent> parse(String content, Path file) {
        List<JournalEvent> events = new ArrayList<>();
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            try {
                events.add(JSON.readValue(line, JournalEvent.class));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "line " + number + " of the venue's journal " + file + " is damaged", e);
            }
        }
        return events;
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
