package io.nexus.cli.report;

import java.util.Locale;

/** How far a warm-up has come, and how long it still takes. Not thread-safe. */
public final class WarmUpProgress {
    private static final int BAR = 20;
    /** Before that the rate is that of a start, not of the warm-up. */
    private static final long LEAST_WALL_MS = 3_000;

    private final long startFeedTimeMs;
    private final long tradeFromMs;
    private long firstFeedTimeMs = Long.MIN_VALUE;
    private long firstWallMs;

    /** @param startFeedTimeMs feed time of the first event
     * @param tradeFromMs feed time of its end */
    public WarmUpProgress(long startFeedTimeMs, long tradeFromMs) {
        this.startFeedTimeMs = startFeedTimeMs;
        this.tradeFromMs = tradeFromMs;
    }

    /** Whether a feed time is in the warm-up; a recording has none. */
    public boolean isIn(long feedTimeMs) {
        return tradeFromMs > startFeedTimeMs && startFeedTimeMs != Long.MIN_VALUE && feedTimeMs < tradeFromMs;
    }

    /** A bar, the share that is done, and an estimate of the wall time left.
     *
     * @param feedTimeMs that the job has reached; {@code Long.MIN_VALUE} before its first report
     * @param wallMs any clock in ms */
    public String text(long feedTimeMs, long wallMs) {
        if (feedTimeMs < startFeedTimeMs) {
            return "warm-up [" + "-".repeat(BAR) + "] the job is starting";
        }
        if (firstFeedTimeMs == Long.MIN_VALUE) {
            firstFeedTimeMs = feedTimeMs;
            firstWallMs = wallMs;
        }
        double done = Math.min(1, (feedTimeMs - startFeedTimeMs) / (double) (tradeFromMs - startFeedTimeMs));
        int filled = (int) (done * BAR);
        return String.format(
                Locale.ROOT,
                "warm-up [%s%s] %3.0f %%  %s",
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                Math.floor(100 * done),
                left(feedTimeMs, wallMs));
    }

    private String left(long feedTimeMs, long wallMs) {
        long elapsedMs = wallMs - firstWallMs;
        long comeMs = feedTimeMs - firstFeedTimeMs;
        if (elapsedMs < LEAST_WALL_MS || comeMs <= 0) {
            return "estimating the time left";
        }
        long leftS = Math.round((tradeFromMs - feedTimeMs) * (double) elapsedMs / comeMs / 1_000);
        String text = leftS >= 3_600
                ? leftS / 3_600 + " h " + leftS % 3_600 / 60 + " min"
                : leftS >= 60 ? leftS / 60 + " min " + leftS % 60 + " s" : leftS + " s";
        return "about " + text + " left";
    }
}
