package io.nexus.udf.market;

import java.util.Arrays;

/** How far the gateway's clock stands from the venue's: the least of receive time minus event time over an hour. A recorder's
 * clock may run behind, then it is negative. What an event's age exceeds it by is real delay. A mutable state class. */
public final class FeedSkew {
    private static final int MINUTES = 60;
    private static final long MINUTE_MS = 60_000;
    private static final long NONE = Long.MAX_VALUE;

    public long[] least = filled();
    public long minute;
    public boolean isStarted;

    /** For the serializer. */
    public FeedSkew() {}

    private static long[] filled() {
        long[] minutes = new long[MINUTES];
        Arrays.fill(minutes, NONE);
        return minutes;
    }

    /** Takes an event in and tells its age in ms, never negative. */
    long age(long feedTimeMs, long exchangeTimeMs) {
        long now = Math.floorDiv(feedTimeMs, MINUTE_MS);
        if (!isStarted || now - minute >= MINUTES) {
            Arrays.fill(least, NONE);
            minute = now;
            isStarted = true;
        }
        while (minute < now) {
            minute++;
            least[(int) Math.floorMod(minute, (long) MINUTES)] = NONE;
        }
        int slot = (int) Math.floorMod(now, (long) MINUTES);
        long behind = feedTimeMs - exchangeTimeMs;
        least[slot] = Math.min(least[slot], behind);
        long skew = NONE;
        for (long value : least) {
            skew = Math.min(skew, value);
        }
        return behind - skew;
    }
}
