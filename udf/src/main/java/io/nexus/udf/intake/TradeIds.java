package io.nexus.udf.intake;

import java.util.Arrays;

/** Which of the newest {@value #WINDOW} trade ids of an instrument were seen. Venues number the trades of an instrument one by one;
 * a reconnect, or two recorders whose files are joined, bring some of them twice. Ids below the window are taken for new, and so
 * are all once a venue has begun to number anew: no id makes an instrument deaf. A mutable state class; fields are public for the
 * serializer. */
public final class TradeIds {
    /** Ids looked back on, in trades. */
    static final int WINDOW = 4096;

    private static final int WORD = 64;

    /** Highest id of the window; 0 before the first. */
    public long newest;
    /** Bit {@code id % WINDOW} tells whether an id of the window was seen. */
    public long[] seen = new long[WINDOW / WORD];
    /** Last id below the window, if the trade before this one had it; else 0. */
    public long below;
    /** Repeats without a new trade between them. */
    public int repeatsInARow;

    /** For the serializer. */
    public TradeIds() {}

    /** Takes note of a trade; answers whether it was seen before. Ids that are not positive are none, and never repeated. */
    boolean isRepeat(long id) {
        if (id <= 0) {
            return false;
        }
        if (id <= newest - WINDOW) {
            comeBackTo(id);
            return false;
        }
        below = 0;
        if (id <= newest && isSeen(id)) {
            if (++repeatsInARow <= WINDOW) {
                return true;
            }
            restartAt(id);
            return false;
        }
        moveTo(id);
        mark(id);
        return false;
    }

    /** One old trade changes nothing; two in order are a venue that numbers anew. */
    private void comeBackTo(long id) {
        repeatsInARow = 0;
        if (below == 0 || id < below) {
            below = id;
            return;
        }
        long before = below;
        restartAt(id);
        if (id - before < WINDOW) {
            mark(before);
        }
    }

    private void restartAt(long id) {
        Arrays.fill(seen, 0);
        newest = id;
        below = 0;
        mark(id);
    }

    private void moveTo(long id) {
        if (id - newest >= WINDOW) {
            Arrays.fill(seen, 0);
        } else {
            for (long passed = newest + 1; passed <= id; passed++) {
                seen[word(passed)] &= ~(1L << (passed % WORD));
            }
        }
        newest = Math.max(newest, id);
    }

    private boolean isSeen(long id) {
        return (seen[word(id)] >>> (id % WORD) & 1) != 0;
    }

    private void mark(long id) {
        seen[word(id)] |= 1L << (id % WORD);
        repeatsInARow = 0;
    }

    private static int word(long id) {
        return (int) (id % WINDOW / WORD);
    }
}
