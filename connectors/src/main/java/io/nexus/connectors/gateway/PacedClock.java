package io.nexus.connectors.gateway;

/** Feed time against wall time at a speed. Above 1x it never runs further ahead of the job's progress than allowed: then it
 * slips; the warm-up alone does not wait for a job that has reported nothing. A short slip is made up for a little faster than the speed, a longer one is lost, so that nothing comes in bursts.
 * Never goes backwards. Not thread-safe. */
final class PacedClock {
    /** While a slip is made up for, of the speed. */
    private static final double CATCHING_UP = 1.1;
    /** Longest slip that is made up for, in ms of wall time. */
    private static final double LONGEST_SLIP_MS = 1_000;

    private final Speed speed;
    private final long maxLeadMs;
    private final long fastUntilMs;
    private final long warmUpLeadMs;
    private long startMs;
    private long anchorFeedMs;
    private long anchorWallMs;
    private long wallMs;
    private long feedTimeMs;

    /** A clock that has not started. */
    PacedClock(GatewayConfig config) {
        speed = Speed.parse(config.speed());
        maxLeadMs = config.maxLeadMs();
        fastUntilMs = config.fastUntilMs();
        warmUpLeadMs = config.warmUpLeadMs();
    }

    void start(long newFeedTimeMs, long newWallMs) {
        startMs = newFeedTimeMs;
        feedTimeMs = newFeedTimeMs;
        wallMs = newWallMs;
        anchor(newFeedTimeMs);
    }

    /** Moves to a wall time and returns the feed time up to which messages are due.
     *
     * @param progressMs feed time the job reported, or {@link ProgressMonitor#NONE} */
    long advance(long newWallMs, long progressMs) {
        long elapsedMs = Math.max(0, newWallMs - wallMs);
        wallMs += elapsedMs;
        long allowedMs = Math.max(startMs, progressMs);
        if (feedTimeMs < fastUntilMs) {
            // without a job nobody is waited for; still one lead per step, so that the first report is noticed soon
            long reachedMs = progressMs == ProgressMonitor.NONE ? feedTimeMs : allowedMs;
            moveTo(Math.min(fastUntilMs, reachedMs + warmUpLeadMs));
            anchor(feedTimeMs);
        } else if (speed.isMax()) {
            moveTo(allowedMs + maxLeadMs);
        } else if (speed.isPacedByProgress()) {
            // rounded up: a bound rounded down at every step would slow the slowest speeds
            long quickest = feedTimeMs + (long) Math.ceil(elapsedMs * speed.multiple() * CATCHING_UP);
            moveTo(Math.min(Math.min(scheduled(), quickest), allowedMs + maxLeadMs));
            if (scheduled() - feedTimeMs > inFeedTime(LONGEST_SLIP_MS)) {
                anchor(feedTimeMs + inFeedTime(LONGEST_SLIP_MS));
            }
        } else {
            moveTo(scheduled());
        }
        return feedTimeMs;
    }

    /** Goes on from a later feed time, at once. */
    void skipTo(long newFeedTimeMs) {
        moveTo(newFeedTimeMs);
        startMs = Math.max(startMs, feedTimeMs);
        anchor(feedTimeMs);
    }

    private void moveTo(long targetMs) {
        feedTimeMs = Math.max(feedTimeMs, targetMs);
    }

    private void anchor(long scheduledMs) {
        anchorFeedMs = scheduledMs;
        anchorWallMs = wallMs;
    }

    /** Where the clock would be if it had never slipped. */
    private long scheduled() {
        return anchorFeedMs + inFeedTime((double) wallMs - anchorWallMs);
    }

    private long inFeedTime(double elapsedWallMs) {
        return (long) (elapsedWallMs * speed.multiple());
    }
}
