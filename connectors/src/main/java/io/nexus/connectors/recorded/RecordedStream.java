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

/** The messages of one instrument's files, or of our own wire messages. A line that tells two things gives two messages. Not
 * thread-safe. */
final class RecordedStream implements AutoCloseable {
    private static final int MAX_PAYLOAD_TEXT = 2000;
    private static final byte[] WIRE_START = "{\"kind\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final String instrument;
    private final String knownFrom;
    private final TimedLines lines;
    private final @Nullable BinanceMessageParser venueMessages;
    private final MarketMessageReader wireMessages;
    private @Nullable FeedMessage message;
    private @Nullable MarketEvent second;
    private boolean isWire;
    /** Whether the venue's message reached was looked at. */
    private boolean isParsed;

    /** Stream of an instrument's files.
     *
     * @param instrument key the files are said to belong to; empty for wire messages, which name theirs
     * @param files in the order of time
     * @param knownFrom where the catalogue is from, for people
     * @param counts takes note of what is found */
    RecordedStream(
            String instrument, List<Path> files, InstrumentCatalog catalog, String knownFrom, RecordingCounts counts) {
        Instrument known = catalog.find(instrument);
        this.instrument = instrument;
        this.knownFrom = knownFrom;
        lines = new TimedLines(files, counts);
        venueMessages = known == null ? null : new BinanceMessageParser(InstrumentCodec.of(known), counts);
        wireMessages = new MarketMessageReader(catalog);
    }

    /** Moves to the next message; false after the last one.
     *
     * @param keepRaw whether the message carries its line */
    boolean advance(boolean keepRaw) {
        if (second != null) {
            message = new FeedMessage(second, null, keepRaw ? NOTHING : null);
            second = null;
            return true;
        }
        message = null;
        while (message == null) {
            if (!lines.next()) {
                return false;
            }
            message = read(keepRaw);
        }
        return true;
    }

    /** Receive time of the message reached; never goes backwards. */
    long timeNs() {
        return lines.timeNs();
    }

    /** The message reached.
     *
     * @throws IllegalStateException before the first and after the last */
    FeedMessage message() {
        if (message == null) {
            throw new IllegalStateException("no message of " + instrument + " was reached");
        }
        return message;
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
        boolean isGap = isParsed && venueMessages != null && venueMessages.isDelta();
        return isGap ? MarketEvent.bookGap(instrument, 0, feedTimeMs, 0) : null;
    }

    @Override
    public void close() {
        lines.close();
    }

    /** The message of a line; null if it tells only what another one told. */
    private @Nullable FeedMessage read(boolean keepRaw) {
        long feedTimeMs = lines.timeNs() / 1_000_000;
        byte[] raw = keepRaw ? lines.line() : null;
        try {
            MarketEvent event = event(feedTimeMs);
            if (event == null) {
                return null;
            }
            String oddLevels = oddLevels();
            DeadLetter notice = oddLevels == null
                    ? null
                    : letter(RejectReason.ODD_LEVEL, oddLevels, event.instrument(), feedTimeMs);
            return new FeedMessage(event, notice, raw);
        } catch (RefusedException e) {
            MarketEvent gap = gap(feedTimeMs);
            String of = gap == null ? instrument : gap.instrument();
            String detail = e.detail() + " (" + lines.place() + ")";
            return new FeedMessage(gap, letter(e.reason(), detail, of, feedTimeMs), raw);
        }
    }

    private @Nullable MarketEvent event(long feedTimeMs) throws RefusedException {
        isWire = false;
        isParsed = false;
        int start = lines.jsonAt();
        if (start < 0) {
            throw new RefusedException(
                    RejectReason.BROKEN_JSON, "the line does not start with a receive time in ns, µs or ms");
        }
        int length = lines.end() - start;
        isWire = isWireMessage(lines.bytes(), start, length);
        if (isWire) {
            return wireMessages.read(lines.bytes(), start, length, 0, 0);
        }
        String badTime = lines.refusal();
        if (badTime != null) {
            throw new RefusedException(RejectReason.BAD_RECEIVE_TIME, badTime);
        }
        if (venueMessages == null) {
            throw new RefusedException(
                    RejectReason.UNKNOWN_INSTRUMENT,
                    instrument.isEmpty()
                            ? "a venue's message among our own"
                            : instrument + " is not among the instruments of " + knownFrom);
        }
        isParsed = true;
        MarketEvent event = venueMessages.parse(lines.bytes(), start, length, feedTimeMs);
        second = venueMessages.second();
        return event;
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
