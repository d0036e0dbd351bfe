package io.nexus.connectors.gateway;

import io.nexus.connectors.wire.ClockMode;
import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.FreshnessConfig;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts one source on the gateway clock: paces it, numbers and signs every message, adds heartbeats per partition, snapshots of
 * its own books, and at the source's end an end marker per instrument; then only heartbeats go on, so that the job drains. Empty
 * time of more than two minutes, as between recordings of two days, is skipped.
 * One thread calls {@link #resume} once at most, then {@link #step}; the other methods are thread-safe. */
public final class FeedGateway {
    private static final Logger LOG = LoggerFactory.getLogger(FeedGateway.class);
    /** How long heartbeats go on behind the last message before empty time is skipped: longer than any order or silent position
     * of the job waits. */
    private static final long QUIET_MS = 120_000;
    /** Between the end of the time that is skipped and the next message. */
    private static final long RUN_UP_MS = 1_000;

    private final GatewayConfig config;
    private final InstrumentCatalog catalog;
    private final FeedKeys keys;
    private final FeedSource source;
    private final GatewayLinks links;
    private final Outbox outbox;
    private final PacedClock clock;

    private GatewayState state = new GatewayState();
    private @Nullable CheckpointFile checkpointFile;
    private @Nullable FeedMessage pending;
    private boolean isRunning;
    /** Up to here this is a repetition of what another process sent. */
    private long resumedFromMs;

    private long resumedFromIndex;

    private long receivedBefore;
    private boolean isWarm;
    private long speedFromFeedMs;
    private long speedFromWallMs;
    private long checkpointedAtWallMs;
    private double speed;
    private volatile GatewayProgress progress = new GatewayProgress(0, 0, 0, 0, 0, 0, false);

    public FeedGateway(
            GatewayConfig config, InstrumentCatalog catalog, FeedKeys keys, FeedSource source, GatewayLinks links) {
        this.config = config;
        this.catalog = catalog;
        this.keys = keys;
        this.source = source;
        this.links = links;
        outbox = new Outbox(keys, catalog, links.sink(), links.wallClock());
        clock = new PacedClock(config);
    }

    /** Goes on from where an earlier process stopped or was killed: from its newest checkpoint, and from what is in the
     * topic behind it, which is not sent again. Writes its own checkpoints to the same file. */
    public void resume(CheckpointFile file, TopicTail tail) {
        checkpointFile = file;
        GatewayState stored = file.load();
        if (stored != null) {
            state = stored;
            source.restoreState(state.sourceState);
            showBooks();
            requestLostBooks();
        }
        FeedAuthenticator sentBefore =
                new FeedAuthenticator(keys, catalog, ClockMode.REPLAY, FreshnessConfig.defaults(), links.wallClock());
        tail.read(state.offsets.clone(), message -> {
            FeedRecord received = sentBefore.authenticate(message);
            if (received.event() != null) {
                state.observe(received.event(), message.partition(), sentBefore.sourceIndex());
            }
            state.offsets[message.partition()] = message.offset() + 1;
        });
        resumedFromMs = state.newestHeartbeatMs();
        resumedFromIndex = state.newestSentIndex();
    }

    /** Sends everything that is due by now.
     *
     * @return whether anything was due; if not, the caller may rest for a moment
     * @throws IllegalStateException if the source has no message at all */
    public boolean step() {
        long wallMs = links.wallClock().nowMs();
        if (!isRunning) {
            start(wallMs);
        }
        long dueMs = clock.advance(wallMs, links.progress().feedTimeMs());
        boolean isAny = false;
        while (sendNext(dueMs, wallMs)) {
            isAny = true;
        }
        checkpointIfDue(wallMs);
        publish(wallMs);
        return isAny;
    }

    /** Whether the feed has begun, in this process or in an earlier one. */
    public boolean hasBegun() {
        return state.isStarted;
    }

    public GatewayProgress progress() {
        return progress;
    }

    /** Writes a checkpoint behind what was sent. Only where no message of the source waits: the source's state is behind it. */
    private void checkpoint(CheckpointFile file) {
        long[] ends = links.sink().flush();
        for (int i = 0; i < ends.length; i++) {
            state.offsets[i] = Math.max(state.offsets[i], ends[i]);
        }
        state.sourceState = source.snapshotState();
        file.store(state);
    }

    /** Takes the first message and starts the clock at it, or where an earlier process was. */
    private void start(long wallMs) {
        if (!state.isEnded) {
            pending = source.next();
        }
        if (!state.isStarted) {
            if (pending == null) {
                throw new IllegalStateException("the feed has no message");
            }
            state.isStarted = true;
            state.nextHeartbeatMs =
                    Math.floorDiv(pending.feedTimeMs(), config.heartbeatIntervalMs()) * config.heartbeatIntervalMs();
            state.feedTimeMs = pending.feedTimeMs();
        }
        isRunning = true;
        long startFeedMs = Math.max(state.feedTimeMs, resumedFromMs);
        receivedBefore = state.received;
        isWarm = startFeedMs >= config.fastUntilMs();
        speedFromFeedMs = startFeedMs;
        speedFromWallMs = wallMs;
        checkpointedAtWallMs = wallMs;
        clock.start(startFeedMs, wallMs);
    }

    private boolean sendNext(long dueMs, long wallMs) {
        if (pending == null && !state.isEnded) {
            checkpointIfDue(wallMs);
            pending = source.next();
            if (pending == null) {
                end();
            }
        }
        FeedMessage next = pending;
        if (next != null && next.feedTimeMs() < state.nextHeartbeatMs) {
            if (next.feedTimeMs() > dueMs) {
                return false;
            }
            pending = null;
            take(next);
            return true;
        }
        if (state.nextHeartbeatMs > dueMs) {
            return false;
        }
        if (next != null) {
            skipEmptyTime(next);
        }
        beat(state.nextHeartbeatMs);
        state.nextHeartbeatMs += config.heartbeatIntervalMs();
        return true;
    }

    /** Moves the clock to shortly before a message that is far away; the heartbeat there fires every timer on the way. */
    private void skipEmptyTime(FeedMessage next) {
        long toMs = Math.floorDiv(next.feedTimeMs() - RUN_UP_MS, config.heartbeatIntervalMs())
                * config.heartbeatIntervalMs();
        long skippedMs = toMs - state.nextHeartbeatMs;
        if (state.nextHeartbeatMs < state.feedTimeMs + QUIET_MS || skippedMs <= 0) {
            return;
        }
        LOG.info("the feed is empty from {} to {}: skipped", state.nextHeartbeatMs, toMs);
        state.nextHeartbeatMs = toMs;
        speedFromFeedMs += skippedMs;
        clock.skipTo(toMs);
    }

    private void take(FeedMessage message) {
        state.sourceIndex++;
        state.received++;
        state.feedTimeMs = message.feedTimeMs();
        if (state.sourceIndex > resumedFromIndex) {
            links.tap().accept(message);
        }
        DeadLetter refusal = message.refusal();
        if (refusal != null) {
            state.lettersByReason.merge(refusal.reason().name(), 1L, Long::sum);
            state.refused += refusal.reason().isRefusal() ? 1 : 0;
        }
        MarketEvent event = message.event();
        if (event == null) {
            return;
        }
        MarketEvent sent = GatewayEvents.withoutFarLevels(event, config.snapshotLevels());
        updateBook(sent);
        links.market().accept(sent);
        if (state.sourceIndex > state.sentIndex[Partitions.of(sent.instrument())]) {
            outbox.send(sent, state);
        }
    }

    private void updateBook(MarketEvent event) {
        GatewayState.Channel channel = state.channel(event.instrument());
        if (channel.nextSnapshotMs == 0) {
            channel.nextSnapshotMs = event.feedTimeMs() + config.snapshotIntervalMs();
        }
        boolean wasSynced = channel.book.isSynced;
        if (event.kind() == MarketEventKind.BOOK_GAP) {
            channel.book.lose();
        } else if (event.book() != null && event.kind() == MarketEventKind.BOOK_SNAPSHOT) {
            channel.book.applySnapshot(event.book(), market(event));
        } else if (event.book() != null) {
            channel.book.applyDelta(event.book(), market(event));
        }
        boolean isLost = wasSynced && !channel.book.isSynced;
        if (isLost && source.requestSnapshot(event.instrument())) {
            state.snapshotsRequested++;
        }
    }

    private Market market(MarketEvent event) {
        return catalog.get(event.instrument()).market();
    }

    private void beat(long feedTimeMs) {
        MarketEvent heartbeat = GatewayEvents.heartbeat(feedTimeMs);
        links.market().accept(heartbeat);
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            if (feedTimeMs > state.lastHeartbeatMs[partition]) {
                outbox.beat(heartbeat, partition, state);
            }
        }
        if (feedTimeMs <= resumedFromMs || state.isEnded) {
            return;
        }
        state.channels.forEach((key, channel) -> {
            if (feedTimeMs >= channel.nextSnapshotMs && channel.book.hasTouch()) {
                outbox.send(GatewayEvents.snapshot(key, feedTimeMs, channel.book, config.snapshotLevels()), state);
                channel.nextSnapshotMs = feedTimeMs + config.snapshotIntervalMs();
            }
        });
    }

    /** Who follows the market starts from the same books as this gateway. */
    private void showBooks() {
        state.channels.forEach((key, channel) -> {
            if (channel.book.hasTouch()) {
                links.market()
                        .accept(GatewayEvents.snapshot(key, state.feedTimeMs, channel.book, config.snapshotLevels()));
            }
        });
    }

    /** What an earlier process asked for and had not got yet. */
    private void requestLostBooks() {
        state.channels.forEach((key, channel) -> {
            if (!channel.book.isSynced && channel.book.lastUpdateId > 0) {
                source.requestSnapshot(key);
            }
        });
    }

    /** Each end marker counts as one message of the source, so that a resumed gateway sends those that are missing. */
    private void end() {
        for (String instrument : state.channels.keySet()) {
            state.sourceIndex++;
            if (state.sourceIndex > state.sentIndex[Partitions.of(instrument)]) {
                outbox.send(GatewayEvents.end(instrument, endTimeMs()), state);
            }
        }
        state.isEnded = true;
    }

    /** Never before the last heartbeat, whose watermark has passed. */
    private long endTimeMs() {
        return Math.max(state.feedTimeMs, state.newestHeartbeatMs());
    }

    private void checkpointIfDue(long wallMs) {
        boolean isDue = wallMs - checkpointedAtWallMs >= config.checkpointIntervalMs();
        if (isDue && pending == null && checkpointFile != null) {
            checkpoint(checkpointFile);
            checkpointedAtWallMs = wallMs;
        }
    }

    private void publish(long wallMs) {
        long feedTimeMs = Math.max(state.feedTimeMs, state.newestHeartbeatMs());
        if (!state.isEnded) {
            measureSpeed(feedTimeMs, wallMs);
        }
        progress = new GatewayProgress(
                state.received,
                state.received - receivedBefore,
                state.refused,
                state.lettersByReason,
                outbox.sent(),
                feedTimeMs,
                speed,
                state.isEnded,
                source.counts());
    }

    /** Starts again when the warm-up is over, which runs as fast as it can. */
    private void measureSpeed(long feedTimeMs, long wallMs) {
        if (wallMs > speedFromWallMs) {
            speed = (double) (feedTimeMs - speedFromFeedMs) / (wallMs - speedFromWallMs);
        }
        if (!isWarm && feedTimeMs >= config.fastUntilMs()) {
            isWarm = true;
            speedFromFeedMs = feedTimeMs;
            speedFromWallMs = wallMs;
        }
    }
}
