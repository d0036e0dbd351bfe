package io.nexus.connectors.gateway;

/** Feed time against wall time at a speed. Above 1x it never runs further ahead of the job's progress than allowed: then it
 * slips, and goes on from where it was. Never goes backwards. Not thread-safe. */
final class PacedClock {
    private final Speed speed;
    private final long maxLeadMs;
    private final long fastUntilMs;
    private long startMs;
    private long anchorFeedMs;
    private long anchorWallMs;
    private long feedTimeMs;

    /** A clock that has not started.
     *
     * @param fastUntilMs feed time before which it runs as fast as the job follows */
    PacedClock(Speed speed, long maxLeadMs, long fastUntilMs) {
        this.speed = speed;
        this.maxLeadMs = maxLeadMs;
        this.fastUntilMs = fastUntilMs;
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
        boolean isFast = feedTimeMs < fastUntilMs;
        long target = isFast ? fastUntilMs : paced(wallMs);
        boolean isHeld = isFast || speed.isPacedByProgress();
        long limit = isHeld ? Math.max(startMs, progressMs) + maxLeadMs : Long.MAX_VALUE;
        feedTimeMs = Math.max(feedTimeMs, Math.min(target, limit));
        if (target > limit || isFast) {
            anchorFeedMs = feedTimeMs;
            anchorWallMs = wallMs;
        }
        return feedTimeMs;
    }

    private long paced(long wallMs) {
        return speed.isMax() ? Long.MAX_VALUE : anchorFeedMs + (long) ((wallMs - anchorWallMs) * speed.multiple());
    }
}
