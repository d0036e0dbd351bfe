package io.nexus.testbed.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The offset index of a segment, held against the batches that the segment has. Entries of four bytes each: the last offset of
 * a batch, less that of the segment, and the byte at which it begins; zeros behind the last entry. Not thread-safe. */
final class OffsetIndex {
    private static final int ENTRY_BYTES = 8;

    private final Map<Long, Long> lastOffsetByPosition = new HashMap<>();

    private OffsetIndex() {}

    /** Reads an index; one that is not there has no entry. */
    static OffsetIndex read(Path file, long base) throws IOException {
        OffsetIndex index = new OffsetIndex();
        if (Files.exists(file)) {
            ByteBuffer entries = ByteBuffer.wrap(Files.readAllBytes(file));
            while (entries.remaining() >= ENTRY_BYTES) {
                long offset = base + entries.getInt();
                long position = entries.getInt();
                if (position == 0) {
                    break;
                }
                index.lastOffsetByPosition.put(position, offset);
            }
        }
        return index;
    }

    /** Notes a batch of the segment. */
    void found(long position, long lastOffset) {
        lastOffsetByPosition.remove(position, lastOffset);
    }

    /** Whether every entry leads to its batch. */
    boolean isRight() {
        return lastOffsetByPosition.isEmpty();
    }
}
