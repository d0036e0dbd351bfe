package io.nexus.connectors.recorded;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.wire.InstrumentCodec;
import io.nexus.connectors.wire.MarketMessageReader;
import io.nexus.connectors.wire.RefusedException;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RejectReason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of one instrument, or of our own wire messages, as one stream of {@code <local receive time, ns> <json>} lines. Not
 * thread-safe. */
final class RecordedStream implements AutoCloseable {
    private static final int MAX_PAYLOAD_TEXT = 2000;
    private static final byte[] WIRE_START = "{\"kind\"".getBytes(StandardCharsets.US_ASCII);

    private final String instrument;
    private final GzipLines lines;
    private final @Nullable BinanceMessageParser venueMessages;
    private final MarketMessageReader wireMessages;
    private long timeNs;
    private int jsonAt;
    private boolean isWire;

    /** Stream of an instrument's files.
     *
     * @param instrument key the files are said to belong to; empty for wire messages, which name theirs
     * @param files in the order of time */
    RecordedStream(String instrument, List<Path> files, InstrumentCatalog catalog) {
        Instrument known = catalog.find(instrument);
        this.instrument = instrument;
        lines = new GzipLines(files);
        venueMessages = known == null ? null : new BinanceMessageParser(InstrumentCodec.of(known));
        wireMessages = new MarketMessageReader(catalog);
    }

    /** Moves to the next message; false after the last one. */
    boolean advance() {
        if (!lines.next()) {
            return false;
        }
        long ns = 0;
        int at = lines.start();
        byte[] bytes = lines.bytes();
        while (at < lines.end() && bytes[at] >= '0' && bytes[at] <= '9' && at - lines.start() < 19) {
            ns = ns * 10 + (bytes[at++] - '0');
        }
        boolean isTimed = at > lines.start() && at < lines.end() && bytes[at] == ' ';
        jsonAt = isTimed ? at + 1 : -1;
        timeNs = isTimed ? Math.max(timeNs, ns) : timeNs;
        return true;
    }

    /** Receive time of the message reached; never goes backwards. */
    long timeNs() {
        return timeNs;
    }

    /** The message reached.
     *
     * @param keepRaw whether to keep its line */
    FeedMessage message(boolean keepRaw) {
        long feedTimeMs = timeNs / 1_000_000;
        byte[] raw = keepRaw ? lines.line() : null;
        try {
            MarketEvent event = event(feedTimeMs);
            String oddLevels = oddLevels();
            DeadLetter notice = oddLevels == null
                    ? null
                    : letter(RejectReason.ODD_LEVEL, oddLevels, event.instrument(), feedTimeMs);
            return new FeedMessage(event, notice, raw);
        } catch (RefusedException e) {
            MarketEvent gap = gap(feedTimeMs);
            String of = gap == null ? instrument : gap.instrument();
            return new FeedMessage(gap, letter(e.reason(), e.detail(), of, feedTimeMs), raw);
        }
    }

    private DeadLetter letter(RejectReason reason, String detail, String of, long feedTimeMs) {
        String text = new String(lines.line(), StandardCharsets.UTF_8);
        String cut = text.substring(0, Math.min(MAX_PAYLOAD_TEXT, text.length()));
        return new DeadLetter(reason, of, feedTimeMs, detail, cut, -1, -1);
    }

    private @Nullable String oddLevels() {
        return isWire || venueMessages == null ? wireMessages.oddLevels() : venueMessages.oddLevels();
    }

    /** The gap that the message reached, refused, leaves in a book; null if it leaves none. */
    private @Nullable MarketEvent gap(long feedTimeMs) {
        if (isWire) {
            return wireMessages.gap(0, 0);
        }
        boolean isGap = jsonAt >= 0 && venueMessages != null && venueMessages.isDelta();
        return isGap ? MarketEvent.bookGap(instrument, 0, feedTimeMs, 0) : null;
    }

    @Override
    public void close() {
        lines.close();
    }

    private MarketEvent event(long feedTimeMs) throws RefusedException {
        isWire = false;
        if (jsonAt < 0) {
            throw new RefusedException(RejectReason.BROKEN_JSON, "the line does not start with a receive time in ns");
        }
        int start = jsonAt;
        int length = lines.end() - start;
        isWire = isWireMessage(lines.bytes(), start, length);
        if (isWire) {
            return wireMessages.read(lines.bytes(), start, length, 0, 0);
        }
        if (venueMessages == null) {
            throw new RefusedException(RejectReason.UNKNOWN_INSTRUMENT, "unknown instrument " + instrument);
        }
        return venueMessages.parse(lines.bytes(), start, length, feedTimeMs);
    }

    /** Whether a line, with its receive time, is one of our own messages. */
    static boolean isWireLine(byte[] line) {
        int space = 0;
        while (space < line.length && line[space] != ' ') {
            space++;
        }
        return isWireMessage(line, space + 1, line.length - space - 1);
    }

    private static boolean isWireMessage(byte[] bytes, int start, int length) {
        return length >= WIRE_START.length
                && Arrays.equals(bytes, start, start + WIRE_START.length, WIRE_START, 0, WIRE_START.length);
    }
}
