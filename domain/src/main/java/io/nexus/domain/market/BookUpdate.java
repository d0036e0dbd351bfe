package io.nexus.domain.market;

/** A snapshot of the book, or a change of some of its levels. Prices in ticks, quantities in lots; in a delta a
 * quantity of zero removes the level.
 *
 * @param firstUpdateId first update id in this delta; for snapshots equal to {@code lastUpdateId}
 * @param lastUpdateId last update id in this delta, or the snapshot's id
 * @param previousUpdateId futures: last id of the delta before ({@code pu}); spot and snapshots: 0
 * @param bidTicks price of each changed bid, in the venue's order
 * @param bidLots the new quantities, parallel to {@code bidTicks}
 * @param knownLowTicks snapshots: below it levels may be missing; 0 if that is the lowest bid given
 * @param knownHighTicks snapshots: above it levels may be missing; 0 if that is the highest ask given */
public record BookUpdate(
        long firstUpdateId,
        long lastUpdateId,
        long previousUpdateId,
        long[] bidTicks,
        long[] bidLots,
        long[] askTicks,
        long[] askLots,
        long knownLowTicks,
        long knownHighTicks) {

    /** A delta, or a snapshot as a venue sends it: without holes down to its outermost levels. */
    public BookUpdate(
            long firstUpdateId,
            long lastUpdateId,
            long previousUpdateId,
            long[] bidTicks,
            long[] bidLots,
            long[] askTicks,
            long[] askLots) {
        this(firstUpdateId, lastUpdateId, previousUpdateId, bidTicks, bidLots, askTicks, askLots, 0, 0);
    }
}
