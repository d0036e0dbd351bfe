package io.nexus.connectors.gateway;

/** Feed time against wall time at a speed. Above 1x it never runs further ahead of the job's progress than allowed: then it
 * slips, and goes on from where it was. Never goes backwards. Not thread-safe. */
final class PacedClock {
    private final Speed speed;
    private final long maxLeadMs;
    private long startMs;
    private long anchorFeedMs;
    private long anchorWallMs;
    private long feedTimeMs;

    PacedClock(Speed speed, long maxLeadMs) {
        this.speed = speed;
        this.maxLeadMs = maxLeadMs;
    }

    void start(long newFeedTimeMs, long wallMs) {
        startMs = newFeedTimeMs;
        feedTimeMs = newFeedTimeMs;
        anchorFeedMs = newFeedTimeMs;
        anchorWallMs = wallMs;
    }

    /** Moves to a wall time and returns the feed time up to which messages are due.
     *
     * @param progressMs feed time the job reported, or {@link ProgressMonitor#NONE} */
    long advance(long wallMs, long progressMs) {
        long target =
                speed.isMax() ? Long.MAX_VALUE : anchorFeedMs + (long) ((wallMs - anchorWallMs) * speed.multiple());
        long limit = speed.isPacedByProgress() ? Math.max(startMs, progressMs) + maxLeadMs : Long.MAX_VALUE;
        feedTimeMs = Math.max(feedTimeMs, Math.min(target, limit));
        if (target > limit) {
            anchorFeedMs = feedTimeMs;
            anchorWallMs = wallMs;
        }
        return feedTimeMs;
    }
}
