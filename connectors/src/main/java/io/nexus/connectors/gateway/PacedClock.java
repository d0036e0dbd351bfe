package io.nexus.connectors.gateway;

/** Feed time against wall time at a speed. Above 1x it never runs further ahead of the job's progress than allowed: then it
 * slips, and goes on from where it was. Never goes backwards. Not thread-safe. */
final class PacedClock {
    private final Speed speed;
    private final long maxLeadMs;
    private final long fastUntilMs;
    private final long warmUpLeadMs;
    private long startMs;
    private long anchorFeedMs;
    private long anchorWallMs;
    private long feedTimeMs;

    /** A clock that has not started. */
    PacedClock(GatewayConfig config) {
        speed = Speed.parse(config.speed());
        maxLeadMs = config.maxLeadMs();
        fastUntilMs = config.fastUntilMs();
        warmUpLeadMs = config.warmUpLeadMs();
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
        long limit = isHeld ? Math.max(startMs, progressMs) + (isFast ? warmUpLeadMs : maxLeadMs) : Long.MAX_VALUE;
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
