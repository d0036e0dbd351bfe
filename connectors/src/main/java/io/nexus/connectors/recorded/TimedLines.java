package io.nexus.connectors.recorded;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code <local receive time> <json>} lines of one stream, with a receive time that never goes backwards. Its unit, ns, µs or
 * ms, is recognised by its size. A receive time that jumps where the venue's own time does not is no time: such a line is to be
 * refused. If the lines behind it agree with it, the recorder's clock was set to another time for good: that is said once and
 * the lines are taken. If the lines behind a jump ahead were received after it, though the venue's times are not ahead, the network
 * held the lines up: they are late and true. Not thread-safe. */
final class TimedLines implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TimedLines.class);
    private static final long NONE = RecordedLine.NONE;
    /** What clocks may drift, and lines wait, before it is called a jump. */
    private static final long MOST_DRIFT_NS = 10_000_000_000L;
    /** How many lines behind a jump are asked. */
    private static final int LOOKED_AHEAD = 1_000;
    /** How many of the last of them must agree. */
    private static final int AGREEING = 20;

    private static final long MS_FROM = 1_000_000_000_000L;
    private static final long US_FROM = 100_000_000_000_000L;
    private static final long NS_FROM = 100_000_000_000_000_000L;
    private static final long US_NS = 1_000;
    private static final long MS_NS = 1_000_000;

    private final GzipLines lines;
    private final RecordingCounts counts;
    private final Deque<RecordedLine> ahead = new ArrayDeque<>();
    private RecordedLine current = new RecordedLine(new byte[0], 0, 0, "");
    private boolean isStarted;
    private boolean isUnitSaid;
    private long timeNs;
    /** Of receive time against the venue's; NONE before both are known. */
    private long skewNs = NONE;

    /** Lines whose time agreed with the venue's. */
    private long settled;

    private int jsonAt;
    private @Nullable String refusal;

    /** Lines of some files.
     *
     * @param files in the order of time
     * @param counts takes note of what is found */
    TimedLines(Collection<Path> files, RecordingCounts counts) {
        lines = new GzipLines(files);
        this.counts = counts;
    }

    /** Moves to the next line; false behind the last one. */
    boolean next() {
        if (!isStarted) {
            start();
        }
        if (!take()) {
            return false;
        }
        jsonAt = current.jsonAt();
        refusal = null;
        if (jsonAt >= 0) {
            long ns = inNs(current.number(), true);
            long venueNs = current.venueNs();
            if (isJump(ns, venueNs)) {
                judge(ns, venueNs);
            }
            if (refusal == null) {
                accept(ns, venueNs);
            }
        }
        return true;
    }

    byte[] bytes() {
        return current.bytes();
    }

    /** Where the line's JSON begins; -1 where no receive time stands before it. */
    int jsonAt() {
        return jsonAt;
    }

    int end() {
        return current.end();
    }

    /** A copy of the line. */
    byte[] line() {
        return Arrays.copyOfRange(current.bytes(), current.start(), current.end());
    }

    /** Receive time of the line, ns; of a refused one that of the line before. */
    long timeNs() {
        return timeNs;
    }

    /** Why the receive time is none; null if it is one. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** File and line, for people. */
    String place() {
        return current.place().isEmpty() ? lines.place() : current.place();
    }

    @Override
    public void close() {
        lines.close();
    }

    /** The first line may be the one that is wrong: the middle of the first lines says how far the clocks are apart, and the first
     * line that agrees with it when the stream begins. */
    private void start() {
        isStarted = true;
        lookAhead(AGREEING * 5);
        long[] skews = ahead.stream()
                .filter(line -> line.jsonAt() >= 0 && line.venueNs() != NONE)
                .mapToLong(line -> inNs(line.number(), false) - line.venueNs())
                .sorted()
                .toArray();
        boolean isKnown = skews.length >= AGREEING;
        skewNs = isKnown ? skews[skews.length / 2] : NONE;
        settled = isKnown ? AGREEING : 0;
        long earliestNs = Long.MAX_VALUE;
        for (RecordedLine line : ahead) {
            if (line.jsonAt() >= 0) {
                long ns = inNs(line.number(), false);
                boolean hasVenueTime = line.venueNs() != NONE;
                if (!isKnown || (hasVenueTime && Math.abs(ns - line.venueNs() - skewNs) <= MOST_DRIFT_NS)) {
                    // a snapshot without a time of the venue comes before it
                    timeNs = ns - earliestNs <= MOST_DRIFT_NS ? Math.min(ns, earliestNs) : ns;
                    return;
                }
                earliestNs = hasVenueTime ? earliestNs : Math.min(earliestNs, ns);
            }
        }
    }

    private boolean take() {
        RecordedLine next = ahead.poll();
        if (next != null) {
            current = next;
            return true;
        }
        long torn = lines.tornFiles();
        boolean isAny = lines.next();
        countTorn(torn);
        current = isAny ? new RecordedLine(lines.bytes(), lines.start(), lines.end(), "") : current;
        return isAny;
    }

    private void lookAhead(int most) {
        long torn = lines.tornFiles();
        while (ahead.size() < most && lines.next()) {
            byte[] copy = lines.line();
            ahead.add(new RecordedLine(copy, 0, copy.length, lines.place()));
        }
        countTorn(torn);
    }

    private void countTorn(long before) {
        if (lines.tornFiles() > before) {
            counts.add(RecordingCounts.TORN_FILES, lines.tornFiles() - before);
        }
    }

    private void accept(long ns, long venueNs) {
        if (ns < timeNs) {
            counts.add(RecordingCounts.CLAMPED_LINES, 1);
        }
        timeNs = Math.max(timeNs, ns);
        if (venueNs != NONE) {
            skewNs = ns - venueNs;
            settled++;
        }
    }

    private boolean isJump(long ns, long venueNs) {
        boolean isFar = Math.abs(ns - timeNs) > MOST_DRIFT_NS;
        boolean isShared = venueNs != NONE && skewNs != NONE && Math.abs(ns - venueNs - skewNs) <= MOST_DRIFT_NS;
        return isFar && !isShared;
    }

    /** Asks the lines behind a jump whose time is the right one. */
    private void judge(long ns, long venueNs) {
        // the current line may be the reader's newest: what is read ahead moves its buffer
        if (current.place().isEmpty()) {
            current = new RecordedLine(line(), 0, current.end() - current.start(), lines.place());
            jsonAt = current.jsonAt();
        }
        lookAhead(LOOKED_AHEAD);
        int agreeing = 0;
        int contradicting = 0;
        int receivedLater = 0;
        for (Iterator<RecordedLine> last = ahead.descendingIterator();
                last.hasNext() && agreeing + contradicting < AGREEING; ) {
            RecordedLine line = last.next();
            if (line.jsonAt() >= 0 && (venueNs == NONE || line.venueNs() != NONE)) {
                long other = inNs(line.number(), false);
                boolean agrees = venueNs == NONE
                        ? other >= ns - MOST_DRIFT_NS
                        : Math.abs((other - line.venueNs()) - (ns - venueNs)) <= MOST_DRIFT_NS;
                agreeing += agrees ? 1 : 0;
                contradicting += agrees ? 0 : 1;
                receivedLater += other >= ns - MOST_DRIFT_NS ? 1 : 0;
            }
        }
        boolean isSettled = venueNs == NONE ? agreeing >= contradicting : agreeing >= AGREEING;
        boolean isUnknown = contradicting == 0 && settled < AGREEING;
        boolean isHeldUp = ns > timeNs && receivedLater * 2 > agreeing + contradicting;
        if (isSettled || isUnknown) {
            sayStep(ns, venueNs);
            return;
        }
        if (isHeldUp) {
            return;
        }
        refusal = "the receive time jumps by " + (ns - timeNs) / 1_000_000
                + " ms, the venue's own time and the lines behind" + " it do not";
    }

    private void sayStep(long ns, long venueNs) {
        if (venueNs == NONE || settled < AGREEING) {
            return;
        }
        settled = 0;
        counts.add(RecordingCounts.CLOCK_STEPS, 1);
        long stepMs = (ns - venueNs - skewNs) / 1_000_000;
        LOG.warn(
                "{}: the recorder's clock was set by {} ms for good; {}",
                place(),
                stepMs,
                stepMs > 0
                        ? "until the age of events is measured anew, up to an hour, evaluations end as"
                                + " L0.OLD_EXCHANGE_EVENT"
                        : "until it has come up again, all lines count as received at one moment");
    }

    private long inNs(long number, boolean isCounted) {
        if (number >= NS_FROM || number < MS_FROM) {
            return number;
        }
        boolean isMs = number < US_FROM;
        if (isCounted) {
            counts.add(isMs ? RecordingCounts.TIMES_IN_MS : RecordingCounts.TIMES_IN_US, 1);
            if (!isUnitSaid) {
                isUnitSaid = true;
                LOG.warn("{}: receive times are in {}, by their size", place(), isMs ? "ms" : "µs");
            }
        }
        return number * (isMs ? MS_NS : US_NS);
    }
}
