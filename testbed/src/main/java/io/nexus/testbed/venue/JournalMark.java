package io.nexus.testbed.venue;

/** How far a journal has come.
 *
 * @param bytes of its whole lines
 * @param seal over all of them, eight hexadecimal digits */
public record JournalMark(long bytes, String seal) {
    /** Of a journal without a line. */
    public static final JournalMark EMPTY = new JournalMark(0, "00000000");
}
