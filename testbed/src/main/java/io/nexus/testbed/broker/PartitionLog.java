package io.nexus.testbed.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The files of one partition of a broker that does not run: what they hold is looked at before the broker opens them, because it
 * cuts a log at the first thing that it can't read, without a word.
 *
 * @param topicId that the broker gave the topic; empty if there is no record of it
 * @param begin offset of the first record
 * @param end offset behind the last whole record
 * @param tornBytes behind that, of a batch that was not written to its end
 * @param problem the first thing that is wrong, with file and position; empty if nothing is
 * @param seal over all records, eight hexadecimal digits; empty if not all were read
 * @param sealAtMark the same up to the offset asked for; empty if not all were read, or no batch ends there
 * @param wrongIndexes offset indexes that lead elsewhere than to their records: a reader would leave records out. The broker
 *     makes an index again that is not there */
public record PartitionLog(
        String topicId,
        long begin,
        long end,
        long tornBytes,
        String problem,
        String seal,
        String sealAtMark,
        List<Path> wrongIndexes) {
    private static final String LOG = ".log";
    private static final String IDENTITY = "partition.metadata";
    private static final int NEWEST = 2;

    /** Which segments are read through, not only looked at. */
    public enum Depth {
        ALL,
        NEWEST_TWO
    }

    /** Reads the segments of a partition.
     *
     * @param folder of the partition
     * @param isCompacted whether offsets may be missing between batches
     * @param markOffset at which the seal is asked for
     * @throws IOException if a file can't be read */
    static PartitionLog read(Path folder, boolean isCompacted, Depth depth, long markOffset) throws IOException {
        TreeMap<Long, Path> segments = segments(folder);
        if (segments.isEmpty()) {
            return new PartitionLog(topicId(folder), 0, 0, 0, folder + " has no segment", "", "", List.of());
        }
        Scan scan = new Scan(isCompacted, segments.firstKey(), markOffset);
        int unread = depth == Depth.ALL ? 0 : Math.max(0, segments.size() - NEWEST);
        int index = 0;
        for (var segment : segments.entrySet()) {
            if (index >= unread) {
                scan.segment(segment.getKey(), segment.getValue(), index == unread, index == segments.size() - 1);
            }
            index++;
        }
        boolean isWhole = unread == 0;
        return new PartitionLog(
                topicId(folder),
                segments.firstKey(),
                scan.next,
                scan.tornBytes,
                scan.problem,
                isWhole ? text(scan.seal) : "",
                isWhole ? scan.sealAtMark : "",
                List.copyOf(scan.wrongIndexes));
    }

    /** Segment files that may have been written to lately: the broker itself forces those before. */
    static List<Path> newestSegments(Path folder) throws IOException {
        List<Path> all = List.copyOf(segments(folder).values());
        return all.subList(Math.max(0, all.size() - NEWEST), all.size());
    }

    private static String text(CRC32C checksum) {
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    private static TreeMap<Long, Path> segments(Path folder) throws IOException {
        TreeMap<Long, Path> segments = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\d{20}\\.log")) {
                    segments.put(Long.parseLong(name.substring(0, name.length() - LOG.length())), file);
                }
            }
        }
        return segments;
    }

    static String topicId(Path folder) throws IOException {
        Path file = folder.resolve(IDENTITY);
        if (!Files.exists(file)) {
            return "";
        }
        return Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("topic_id:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Goes through batches: header of version 2, then its records, whose checksum the header holds. */
    private static final class Scan {
        private static final int HEADER = 61;
        private static final int SIZE_AT = 8;
        private static final int BEFORE_SIZE = 12;
        private static final int MAGIC_AT = 16;
        private static final int CHECKSUM_AT = 17;
        private static final int CHECKED_FROM = 21;
        private static final int LAST_DELTA_AT = 23;
        private static final int MAGIC = 2;
        private static final int MOST_BYTES = 1 << 28;

        private final List<Path> wrongIndexes = new ArrayList<>();
        private final CRC32C seal = new CRC32C();
        private final boolean isCompacted;
        private final long markOffset;
        private String sealAtMark = "";
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        private long next;
        private long tornBytes;
        private String problem = "";

        Scan(boolean isCompacted, long begin, long markOffset) {
            this.isCompacted = isCompacted;
            this.markOffset = markOffset;
            moveTo(begin);
        }

        private void moveTo(long offset) {
            next = offset;
            if (next == markOffset) {
                sealAtMark = text(seal);
            }
        }

        void segment(long base, Path file, boolean isFirst, boolean isLast) throws IOException {
            if (!problem.isEmpty()) {
                return;
            }
            if (isFirst) {
                moveTo(base);
            } else if (isCompacted ? base < next : base != next) {
                problem = file + " begins at offset " + base + ", the segment before it ends at " + next;
                return;
            }
            if (base > next) {
                moveTo(base);
            }
            Path indexFile = file.resolveSibling(file.getFileName().toString().replace(LOG, ".index"));
            OffsetIndex index = OffsetIndex.read(indexFile, base);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                long position = 0;
                long size = channel.size();
                while (position < size && problem.isEmpty() && tornBytes == 0) {
                    long at = position;
                    position += batch(channel, position, size, file);
                    index.found(at, next - 1);
                }
                if (!index.isRight()) {
                    wrongIndexes.add(indexFile);
                }
            }
            if (tornBytes > 0 && !isLast) {
                problem = file + " ends within a record, at offset " + next + ", and is not the newest segment";
            }
        }

        /** Reads a batch and returns its size. */
        private long batch(FileChannel channel, long position, long size, Path file) throws IOException {
            if (size - position < HEADER) {
                tornBytes = size - position;
                return tornBytes;
            }
            fill(channel, position, HEADER);
            long length = (long) buffer.getInt(SIZE_AT) + BEFORE_SIZE;
            boolean isBatch = length >= HEADER && length <= MOST_BYTES && buffer.get(MAGIC_AT) == MAGIC;
            if (!isBatch) {
                problem = file + " holds no record at byte " + position + ", where offset " + next + " should be";
                return 0;
            }
            if (length > size - position) {
                tornBytes = size - position;
                return tornBytes;
            }
            long base = buffer.getLong(0);
            int lastDelta = buffer.getInt(LAST_DELTA_AT);
            fill(channel, position, (int) length);
            CRC32C checksum = new CRC32C();
            checksum.update(buffer.array(), CHECKED_FROM, (int) length - CHECKED_FROM);
            if (checksum.getValue() != Integer.toUnsignedLong(buffer.getInt(CHECKSUM_AT))) {
                problem = file + " is damaged at byte " + position + ", offset " + next
                        + ": the checksum of the records is another one";
            } else if (isCompacted ? base < next : base != next) {
                problem = file + " holds offset " + base + " at byte " + position + ", where " + next + " should be";
            } else {
                seal.update(buffer.array(), 0, SIZE_AT);
                seal.update(buffer.array(), CHECKSUM_AT, CHECKED_FROM - CHECKSUM_AT);
                moveTo(base + lastDelta + 1);
            }
            return length;
        }

        private void fill(FileChannel channel, long position, int bytes) throws IOException {
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes);
            }
            buffer.clear().limit(bytes);
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer, position + buffer.position());
            }
        }
    }
}
