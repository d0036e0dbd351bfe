package io.nexus.testbed.simulation;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simulated market as a feed source: first the back-filled bars, then the market's events up to an end. */
public final class SimulatedFeed implements FeedSource {
    private final SimulationConfig config;
    private final long startFeedTimeMs;
    private final long endFeedTimeMs;
    private final List<MarketEvent> bars;
    private MarketSimulator simulator;
    private int barsGiven;
    private boolean isEnded;
    private long feedTimeMs;
    private final ArrayDeque<MarketEvent> requested = new ArrayDeque<>();

    /** A market from its beginning.
     *
     * @param startFeedTimeMs of the first event; the bars lie before it
     * @param endFeedTimeMs events after it are not given */
    public SimulatedFeed(SimulationConfig config, long seed, long startFeedTimeMs, long endFeedTimeMs) {
        this.config = config;
        this.startFeedTimeMs = startFeedTimeMs;
        this.endFeedTimeMs = endFeedTimeMs;
        simulator = new MarketSimulator(config, seed, startFeedTimeMs);
        bars = simulator.warmUpBars();
    }

    @Override
    public @Nullable FeedMessage next() {
        if (barsGiven < bars.size()) {
            return FeedMessage.of(bars.get(barsGiven++).receivedAt(startFeedTimeMs));
        }
        MarketEvent snapshot = requested.poll();
        if (snapshot != null) {
            return FeedMessage.of(snapshot);
        }
        if (isEnded) {
            return null;
        }
        MarketEvent event = simulator.next();
        if (event.feedTimeMs() > endFeedTimeMs) {
            isEnded = true;
            return null;
        }
        feedTimeMs = event.feedTimeMs();
        return FeedMessage.of(event);
    }

    /** The book as it is now comes next; updates made before it and not yet given are then older than it. A snapshot asked for and
     * not yet given is no part of {@link #snapshotState}: who restores asks again. */
    @Override
    public boolean requestSnapshot(String instrument) {
        long nowMs = Math.max(startFeedTimeMs, feedTimeMs);
        requested.add(MarketEvent.received(
                MarketEventKind.BOOK_SNAPSHOT,
                instrument,
                nowMs,
                MarketEvent.NO_EXCHANGE_TIME,
                simulator.book(instrument)));
        return true;
    }

    @Override
    public byte[] snapshotState() {
        byte[] market = simulator.snapshot();
        return ByteBuffer.allocate(Integer.BYTES + 1 + market.length)
                .putInt(barsGiven)
                .put((byte) (isEnded ? 1 : 0))
                .put(market)
                .array();
    }

    @Override
    public void restoreState(byte[] snapshot) {
        if (snapshot.length <= Integer.BYTES) {
            throw new IllegalArgumentException("no snapshot of a simulated feed: " + snapshot.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(snapshot);
        barsGiven = buffer.getInt();
        isEnded = buffer.get() == 1;
        simulator = MarketSimulator.restore(config, Arrays.copyOfRange(snapshot, buffer.position(), snapshot.length));
    }

    @Override
    public void close() {
        // holds nothing but memory
    }
}
