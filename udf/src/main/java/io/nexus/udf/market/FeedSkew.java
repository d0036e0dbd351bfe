package io.nexus.udf.market;

import java.util.Arrays;

/** How far the gateway's clock stands from the venue's: the least of receive time minus event time over an hour. A recorder's
 * clock may run behind, then it is negative. What an event's age exceeds it by is real delay. One event
 * whose time is far ahead of the venue's other ones does not move it, or all that follow would count as old for an hour; a clock that was
 * set does. A mutable state class. */
public final class FeedSkew {
    private static final int MINUTES = 60;
    private static final long MINUTE_MS = 60_000;
    private static final long NONE = Long.MAX_VALUE;
    /** What clocks may drift before it is called a jump. */
    private static final long JUMP_MS = 10_000;
    /** Events in a row that make a jump a clock that was set. */
    private static final int CONFIRMING = 20;

    public long[] least = filled();
    public long minute;
    /** Least of all minutes kept. */
    public long skewMs = NONE;

    public boolean isStarted;
    /** Events in a row that were far ahead of the venue's time as known before. */
    public int aheadInARow;

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
            skewMs = NONE;
            minute = now;
            isStarted = true;
        }
        if (minute < now) {
            forget(now);
        }
        int slot = (int) Math.floorMod(now, (long) MINUTES);
        long behind = feedTimeMs - exchangeTimeMs;
        boolean isAhead = skewMs != NONE && behind < skewMs - JUMP_MS;
        aheadInARow = isAhead ? aheadInARow + 1 : 0;
        if (isAhead && aheadInARow < CONFIRMING) {
            return 0;
        }
        least[slot] = Math.min(least[slot], behind);
        skewMs = Math.min(skewMs, behind);
        return behind - skewMs;
    }

    /** Moves on to a minute: what is an hour old no longer counts. */
    private void forget(long now) {
        while (minute < now) {
            minute++;
            least[(int) Math.floorMod(minute, (long) MINUTES)] = NONE;
        }
        skewMs = NONE;
        for (long value : least) {
            skewMs = Math.min(skewMs, value);
        }
    }
}
