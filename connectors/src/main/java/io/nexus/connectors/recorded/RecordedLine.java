package io.nexus.connectors.recorded;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A {@code <local receive time> <json>} line, in the reader's buffer or, where it was read ahead, in its own.
 *
 * @param bytes hold it from start to end; not to be changed
 * @param place file and line, for people; empty while it is the reader's newest */
record RecordedLine(byte[] bytes, int start, int end, String place) {
    /** No time of the venue. */
    static final long NONE = Long.MIN_VALUE;

    private static final byte[] VENUE_TIME = "\"E\":".getBytes(StandardCharsets.US_ASCII);
    /** How far into a line the venue's time is sought: every message that has one has it at its start. */
    private static final int SOUGHT = 400;

    private static final long US_FROM = 100_000_000_000_000L;
    private static final long US_NS = 1_000;
    private static final long MS_NS = 1_000_000;

    /** The number the line starts with, whichever its unit. */
    long number() {
        long number = 0;
        for (int at = start; at < end && isDigit(bytes[at]); at++) {
            number = number * 10 + (bytes[at] - '0');
        }
        return number;
    }

    /** Index behind a receive time, which holds in a long, and a space; -1 if the line does not start so. */
    int jsonAt() {
        int at = start;
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
        int digits = at - start;
        boolean isTime = digits > 0 && (digits < 19 || (digits == 19 && bytes[start] < '9'));
        return isTime && at < end && bytes[at] == ' ' ? at + 1 : -1;
    }

    /** The venue's event time, {@code E}, in ns whichever its unit; NONE where the line has none. */
    long venueNs() {
        int last = Math.min(end, start + SOUGHT) - VENUE_TIME.length;
        for (int at = start; at < last; at++) {
            if (bytes[at] == '"'
                    && Arrays.equals(bytes, at, at + VENUE_TIME.length, VENUE_TIME, 0, VENUE_TIME.length)) {
                return timeNs(at + VENUE_TIME.length);
            }
        }
        return NONE;
    }

    private long timeNs(int from) {
        int at = from;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        int first = at;
        long number = 0;
        while (at < end && isDigit(bytes[at]) && at - first < 18) {
            number = number * 10 + (bytes[at++] - '0');
        }
        return at == first ? NONE : number * (number < US_FROM ? MS_NS : US_NS);
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
