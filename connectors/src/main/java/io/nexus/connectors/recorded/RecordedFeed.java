package io.nexus.connectors.recorded;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** A recording as a feed source: the messages of all its instruments merged by local receive time; where two have the same,
 * the instrument whose key sorts first comes first. A message that cannot be read is given as a refusal;
 * what else is found, torn files or a clock that was set, is counted. */
public final class RecordedFeed implements FeedSource {
    private final List<RecordedStream> streams = new ArrayList<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.<Head>comparingLong(head -> head.stream.timeNs()).thenComparingInt(head -> head.rank));
    private final boolean keepsRaw;
    private final RecordingCounts counts = new RecordingCounts();
    private long given;

    /** Opens a recording: a folder of venue messages, of our own wire messages, or of both.
     *
     * @param keepsRaw whether each message carries its line, so that it can be recorded again
     * @throws java.io.UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if the folder holds no recording */
    public RecordedFeed(Path folder, InstrumentCatalog catalog, boolean keepsRaw) {
        this.keepsRaw = keepsRaw;
        RecordingFolder.filesByInstrument(folder).forEach((instrument, files) -> {
            RecordedStream stream =
                    new RecordedStream(instrument, files, catalog, RecordingFolder.instrumentsFrom(folder), counts);
            streams.add(stream);
            if (stream.advance(keepsRaw)) {
                heads.add(new Head(stream, streams.size()));
            }
        });
    }

    @Override
    public @Nullable FeedMessage next() {
        Head head = heads.poll();
        if (head == null) {
            return null;
        }
        FeedMessage message = head.stream.message();
        if (head.stream.advance(keepsRaw)) {
            heads.add(head);
        }
        given++;
        return message;
    }

    @Override
    public byte[] snapshotState() {
        return ByteBuffer.allocate(Long.BYTES).putLong(given).array();
    }

    @Override
    public void restoreState(byte[] snapshot) {
        if (snapshot.length != Long.BYTES || given != 0) {
            throw new IllegalArgumentException(
                    "expected 8 bytes before the first message, were " + snapshot.length + " after " + given);
        }
        long position = ByteBuffer.wrap(snapshot).getLong();
        while (given < position) {
            if (next() == null) {
                throw new IllegalArgumentException(
                        "the recording has " + given + " messages, the snapshot is after " + position);
            }
        }
    }

    @Override
    public Map<String, Long> counts() {
        return counts.isEmpty() ? Map.of() : counts.all();
    }

    @Override
    public void close() {
        streams.forEach(RecordedStream::close);
    }

    private record Head(RecordedStream stream, int rank) {}
}
