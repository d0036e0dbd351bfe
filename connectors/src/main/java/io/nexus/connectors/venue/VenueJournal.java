package io.nexus.connectors.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The append-only file of what the venue did, one JSON line each. A line is written at once, and {@link #force} brings
 * all of them to the disk before anybody is told of them. Thread-safe; one process at a time holds the file. */
final class VenueJournal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final @Nullable FileChannel channel;
    private final List<JournalEvent> restored;
    private boolean isDirty;

    private VenueJournal(@Nullable FileChannel channel, List<JournalEvent> restored) {
        this.channel = channel;
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
        FileChannel channel = null;
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(channel, file);
            byte[] content = Files.readAllBytes(file);
            int end = lastLineEnd(content);
            List<JournalEvent> events = parse(new String(content, 0, end, StandardCharsets.UTF_8), file);
            channel.truncate(end);
            channel.position(end);
            return new VenueJournal(channel, events);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UncheckedIOException("can't open the venue's journal " + file, e);
        } catch (IllegalStateException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** What the file held when it was opened, in order. */
    List<JournalEvent> restored() {
        return restored;
    }

    synchronized void append(JournalEvent event) {
        if (channel == null) {
            return;
        }
        try {
            ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(event) + '\n').getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            isDirty = true;
        } catch (IOException e) {
            throw new UncheckedIOException("can't write the venue's journal: " + event, e);
        }
    }

    /** Returns when every appended line is on the disk. */
    synchronized void force() {
        if (channel == null || !isDirty) {
            return;
        }
        try {
            channel.force(false);
            isDirty = false;
        } catch (IOException e) {
            throw new UncheckedIOException("can't force the venue's journal to the disk", e);
        }
    }

    @Override
    public synchronized void close() {
        if (channel == null || !channel.isOpen()) {
            return;
        }
        force();
        closeQuietly(channel);
    }

    private static void lock(FileChannel channel, Path file) throws IOException {
        try {
            if (channel.tryLock() == null) {
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

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't close the venue's journal", e);
        }
    }
}
