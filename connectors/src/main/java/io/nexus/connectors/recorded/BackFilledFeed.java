package io.nexus.connectors.recorded;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.market.MarketEvent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A feed with bars before its first message. Not thread-safe. */
public final class BackFilledFeed implements FeedSource {
    private final FeedSource feed;
    private final BackFill backFill;
    private final List<MarketEvent> bars;
    private int given;

    /** A feed behind its bars.
     *
     * @param feed from its beginning; is closed with this one
     * @param backFill bars with a feed time not after the feed's first */
    public BackFilledFeed(FeedSource feed, BackFill backFill) {
        this.feed = feed;
        this.backFill = backFill;
        bars = backFill.bars();
    }

    /** What comes before the first message of any feed. */
    public static BackFill of(FeedSource feed) {
        return feed instanceof BackFilledFeed filled ? filled.backFill : BackFill.NONE;
    }

    @Override
    public @Nullable FeedMessage next() {
        return given < bars.size() ? FeedMessage.of(bars.get(given++)) : feed.next();
    }

    @Override
    public boolean requestSnapshot(String instrument) {
        return feed.requestSnapshot(instrument);
    }

    @Override
    public byte[] snapshotState() {
        byte[] inner = feed.snapshotState();
        return ByteBuffer.allocate(Integer.BYTES + inner.length)
                .putInt(given)
                .put(inner)
                .array();
    }

    @Override
    public void restoreState(byte[] snapshot) {
        if (snapshot.length < Integer.BYTES) {
            throw new IllegalArgumentException("no snapshot of a back-filled feed: " + snapshot.length + " bytes");
        }
        int position = ByteBuffer.wrap(snapshot).getInt();
        if (position > bars.size()) {
            throw new IllegalArgumentException("there are " + bars.size() + " bars, the snapshot is after " + position
                    + "; are the klines the same?");
        }
        given = position;
        feed.restoreState(Arrays.copyOfRange(snapshot, Integer.BYTES, snapshot.length));
    }

    @Override
    public Map<String, Long> counts() {
        return feed.counts();
    }

    @Override
    public void close() {
        feed.close();
    }
}
