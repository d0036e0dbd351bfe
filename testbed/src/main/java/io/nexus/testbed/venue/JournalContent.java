package io.nexus.testbed.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a journal file holds; reading changes nothing. Each line ends with a seal: the checksum of all events up to and including
 * its own. So a line that was changed, removed, added or moved is found at once. Lines without a seal are older than the seals
 * and are taken as they are, as long as none with a seal comes before them.
 *
 * @param end behind the last whole line
 * @param tornBytes behind that, of a line that was not written to its end
 * @param lines whole ones
 * @param problem the first thing that is wrong with a whole line; empty if nothing is
 * @param sealAtMark what the seal of the first lines is that have exactly the bytes asked for; empty if no line ends there */
public record JournalContent(JournalMark end, long tornBytes, long lines, String problem, String sealAtMark) {
    private static final String EVENT = "{\"event\":";
    private static final String FIRST = EVENT + "\"OPENED\"";
    /** More than the first line of any journal. */
    private static final int FIRST_LINE_BYTES = 512;

    /** Reads a journal.
     *
     * @param markBytes length at which the seal is asked for
     * @throws IOException if the file can't be read */
    public static JournalContent read(Path file, long markBytes) throws IOException {
        return Lines.of(file, markBytes).content();
    }

    /** Events of a journal, of tellings of the clock that follow each other only the last, and how far they go.
     *
     * @throws IllegalStateException if a line is damaged, or there is content and no line */
    static Lines events(Path file) throws IOException {
        Lines lines = Lines.of(file, -1);
        if (!lines.problem.isEmpty()) {
            throw new IllegalStateException("the venue's journal " + file + " is damaged: " + lines.problem
                    + "; put a whole copy in its place, or begin a new run in another directory");
        }
        return lines;
    }

    /** A journal as it is read, line by line. */
    static final class Lines {
        final List<JournalEvent> events = new ArrayList<>();
        private final long markBytes;
        private JournalMark end = JournalMark.EMPTY;
        private String sealAtMark = "";
        private String problem = "";
        private long lines;
        private long tornBytes;
        private boolean isSealed;

        private Lines(long markBytes) {
            this.markBytes = markBytes;
            noteMark();
        }

        static Lines of(Path file, long markBytes) throws IOException {
            Lines lines = new Lines(markBytes);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                lines.read(in);
            }
            return lines;
        }

        JournalContent content() {
            return new JournalContent(end, tornBytes, lines, problem, sealAtMark);
        }

        /** Behind the last whole line. */
        JournalMark end() {
            return end;
        }

        private void read(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    take(SealedLine.read(line.toByteArray(), end));
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            tornBytes = line.size();
            if (lines == 0 && tornBytes > 0 && !isTornFirstLine(line.toString(StandardCharsets.UTF_8))) {
                found("it has " + tornBytes + " bytes and no whole line");
            }
        }

        private void take(SealedLine line) {
            lines++;
            if (line.seal() == null && isSealed) {
                found("line " + lines + " has no seal, those before it have one");
            } else if (!line.isWhole()) {
                found("line " + lines + " or one before it was changed, removed or added: its seal is " + line.seal()
                        + ", that of the lines is " + line.end().seal());
            }
            isSealed = isSealed || line.seal() != null;
            try {
                keep(line.event());
            } catch (JsonProcessingException e) {
                found("line " + lines + " is no event: " + e.getOriginalMessage());
            }
            end = line.end();
            noteMark();
        }

        private void keep(JournalEvent event) {
            int last = events.size() - 1;
            boolean isClock = event instanceof JournalEvent.ClockTold;
            if (isClock && last >= 0 && events.get(last) instanceof JournalEvent.ClockTold) {
                events.set(last, event);
            } else {
                events.add(event);
            }
        }

        private void found(String text) {
            problem = problem.isEmpty() ? text : problem;
        }

        private void noteMark() {
            if (end.bytes() == markBytes) {
                sealAtMark = end.seal();
            }
        }

        /** The only line that may be lost with nothing: before it, nothing was booked. */
        private static boolean isTornFirstLine(String text) {
            String start = text.substring(0, Math.min(text.length(), FIRST.length()));
            return text.length() < FIRST_LINE_BYTES && FIRST.startsWith(start) && text.lastIndexOf(EVENT) <= 0;
        }
    }
}
