package io.nexus.udf.market;

/** Since when a stream of an instrument is silent although the others show that it should not be: a trade or a quote changes the
 * book, a trade the touch. In a market where nothing happens no stream is silent. Times are feed time in ms. A mutable state
 * class. */
public final class StreamSilence {
    /** A change that comes so soon after an update may be part of it. */
    private static final long GRACE_MS = 1000;

    private static final long NONE = 0;

    /** When the book last took an update that it had not had before. */
    public long bookMs;

    public long bookUpdateId;
    /** When the first change came that no update of the book followed; 0 = none. */
    public long bookSilentSinceMs;

    /** When book or quote last told the touch. */
    public long touchMs;
    /** When the first trade came that neither book nor quote followed; 0 = none. */
    public long touchSilentSinceMs;

    /** For the serializer. */
    public StreamSilence() {}

    void onTrade(long timeMs) {
        changed(timeMs);
        if (touchSilentSinceMs == NONE && timeMs - touchMs >= GRACE_MS) {
            touchSilentSinceMs = timeMs;
        }
    }

    void onQuote(long timeMs) {
        changed(timeMs);
        touchMs = timeMs;
        touchSilentSinceMs = NONE;
    }

    private void changed(long timeMs) {
        if (bookSilentSinceMs == NONE && timeMs - bookMs >= GRACE_MS) {
            bookSilentSinceMs = timeMs;
        }
    }

    /** Takes an update that applied. The book as it was known already, repeated as a snapshot, ends no silence. */
    void onBook(long updateId, long timeMs) {
        if (updateId == bookUpdateId) {
            return;
        }
        bookUpdateId = updateId;
        bookMs = timeMs;
        bookSilentSinceMs = NONE;
        touchMs = timeMs;
        touchSilentSinceMs = NONE;
    }

    /** How long changes have come without an update of the book, in ms; 0 while they are followed by one. */
    public long bookSilentMs(long timeMs) {
        return bookSilentSinceMs == NONE ? 0 : timeMs - bookSilentSinceMs;
    }

    /** How long trades have come without an update of book or quote, in ms; 0 while they are followed by one. */
    public long touchSilentMs(long timeMs) {
        return touchSilentSinceMs == NONE ? 0 : timeMs - touchSilentSinceMs;
    }
}
