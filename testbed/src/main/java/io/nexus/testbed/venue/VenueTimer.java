package io.nexus.testbed.venue;

/** Something the venue does at a time of its clock; equal times in the order they were set.
 *
 * @param sequence rising */
record VenueTimer(long timeMs, long sequence, Kind kind, long orderId) implements Comparable<VenueTimer> {
    enum Kind {
        /** The order meets the book. */
        MATCH,
        /** The order has waited long enough for a valid book. */
        EXPIRE,
        CANCEL
    }

    @Override
    public int compareTo(VenueTimer other) {
        int byTime = Long.compare(timeMs, other.timeMs);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
