package io.nexus.connectors.recorded;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.wire.MarketMessageWriter;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.skip.DeadLetter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes what a gateway receives to files that {@link RecordedFeed} reads again: venue messages as they came, all others as
 * wire messages, and beside them the instruments they are of. Appends to what is there, without a last line that a killed
 * process did not finish; files of days that are over are closed. Not thread-safe. */
public final class FeedRecorder implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long DAY_MS = 86_400_000;

    private final Path folder;
    private final InstrumentCatalog catalog;
    private final MarketMessageWriter writer;
    private final Map<Path, OutputStream> outByFile = new LinkedHashMap<>();
    private long day = Long.MIN_VALUE;

    /** Opens a recording, new or to be continued.
     *
     * @throws UncheckedIOException if the folder can't be written
     * @throws IllegalArgumentException if it holds a recording of other instruments */
    public FeedRecorder(Path folder, InstrumentCatalog catalog) {
        RecordingFolder.storeInstruments(folder, catalog);
        this.folder = folder;
        this.catalog = catalog;
        writer = new MarketMessageWriter(catalog);
    }

    /** Appends one message. A refused message without raw text leaves nothing to record, nor does a second message of a line.
     *
     * @throws UncheckedIOException if a file cannot be written */
    public void record(FeedMessage message) {
        MarketEvent event = message.event();
        DeadLetter refusal = message.refusal();
        byte[] raw = message.raw();
        if (raw != null && raw.length == 0) {
            return;
        }
        String instrument = event != null ? event.instrument() : refusal == null ? "" : refusal.instrument();
        closeWhenTheDayIsOver(message.feedTimeMs());
        try {
            if (raw != null && catalog.find(instrument) != null && !RecordedStream.isWireLine(raw)) {
                write(RecordingFolder.venueFile(folder, catalog.get(instrument), message.feedTimeMs()), raw);
            } else if (raw != null) {
                write(RecordingFolder.wireFile(folder, message.feedTimeMs()), raw);
            } else if (event != null) {
                OutputStream out = out(RecordingFolder.wireFile(folder, event.feedTimeMs()));
                out.write((event.feedTimeMs() + "000000 ").getBytes(StandardCharsets.US_ASCII));
                out.write(writer.write(event, 0));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record to " + folder, e);
        }
    }

    @Override
    public void close() {
        IOException first = null;
        for (OutputStream out : outByFile.values()) {
            try {
                out.close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        outByFile.clear();
        if (first != null) {
            throw new UncheckedIOException("cannot finish the recording " + folder, first);
        }
    }

    private void closeWhenTheDayIsOver(long feedTimeMs) {
        long today = Math.floorDiv(feedTimeMs, DAY_MS);
        if (today != day) {
            close();
            day = today;
        }
    }

    private void write(Path file, byte[] line) throws IOException {
        OutputStream out = out(file);
        out.write(line);
        out.write('\n');
    }

    private OutputStream out(Path file) throws IOException {
        OutputStream open = outByFile.get(file);
        if (open != null) {
            return open;
        }
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.exists(file)) {
            TornFile.mend(file);
        }
        OutputStream out = new BufferedOutputStream(
                new GZIPOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                        BUFFER_BYTES),
                BUFFER_BYTES);
        outByFile.put(file, out);
        return out;
    }
}
