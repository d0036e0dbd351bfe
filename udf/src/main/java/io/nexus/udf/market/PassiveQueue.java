package io.nexus.udf.market;

/** The queue of one side that aggressors hit: what it shows, what was executed against it, how often it came back. It starts
 * anew at another price, when the market has traded through it, and when nobody has hit it for a while. Lots. A mutable state
 * class. */
public final class PassiveQueue {
    private static final long FORGOTTEN_MS = 60_000;
    /** Down to this share of its peak a queue is depleted. */
    private static final double DEPLETED = 0.3;

    private static final double RESTORED = 0.7;
    /** How soon a reserve of the same order fills up the displayed part. */
    private static final long RESTORED_WITHIN_MS = 300;

    public boolean isBid;
    public boolean isHit;
    public long ticks;
    public long sinceMs;
    public long lastHitMs;
    /** Displayed when it was first hit, most since then, and now. */
    public long firstLots;

    public long peakLots;
    public long displayedLots;
    /** Displayed now, less what was executed since it was displayed; negative if more was executed than showed. */
    public double leftLots;

    public double executedLots;
    public boolean isDepleted;
    public long depletedMs;
    /** Times the display came back to most of its peak right after it was depleted. */
    public int refills;

    /** For the serializer. */
    public PassiveQueue() {}

    PassiveQueue(boolean isBid) {
        this.isBid = isBid;
    }

    /** Takes an execution at this side in.
     *
     * @param shownLots what the level displays as far as is known; a print may come before or after the change it makes */
    void hit(long priceTicks, double lots, long shownLots, long timeMs) {
        if (!isHit || priceTicks != ticks || timeMs - lastHitMs > FORGOTTEN_MS) {
            isHit = true;
            ticks = priceTicks;
            sinceMs = timeMs;
            firstLots = shownLots;
            peakLots = shownLots;
            displayedLots = shownLots;
            leftLots = shownLots;
            executedLots = 0;
            isDepleted = false;
            refills = 0;
        }
        lastHitMs = timeMs;
        executedLots += lots;
        leftLots -= lots;
        deplete(timeMs);
    }

    /** Takes in what the level displays now. */
    void show(long lots, long timeMs) {
        displayedLots = lots;
        leftLots = lots;
        boolean isInTime = timeMs - depletedMs <= RESTORED_WITHIN_MS;
        boolean isRestored = lots >= RESTORED * peakLots;
        if (isDepleted && isInTime && isRestored) {
            refills++;
        }
        isDepleted &= isInTime ? !isRestored : lots <= DEPLETED * peakLots;
        peakLots = Math.max(peakLots, lots);
        deplete(timeMs);
    }

    private void deplete(long timeMs) {
        if (!isDepleted && leftLots <= DEPLETED * peakLots) {
            isDepleted = true;
            depletedMs = timeMs;
        }
    }

    /** The market has left the level behind: a worse price is best now. */
    void leave() {
        isHit = false;
    }

    /** Lots that came to the queue, beyond those that left without being executed, since it was first hit; not negative. */
    public double refilledLots() {
        return isHit ? Math.max(0, executedLots + displayedLots - firstLots) : 0;
    }
}
