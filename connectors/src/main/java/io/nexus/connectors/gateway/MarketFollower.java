package io.nexus.connectors.gateway;

import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.ClockMode;
import io.nexus.connectors.wire.FeedAuthenticator;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.FreshnessConfig;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.skip.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the market topic on a thread of its own: all partitions, each message authenticated, in the one order in which the
 * gateway sent them (see {@link MarketMerge}). What is not authentic, or repeats a number, is counted and left out. A
 * partition that stands still holds all others back. Thread-safe. */
public final class MarketFollower implements AutoCloseable {
    /** Feed time of a topic without a message. */
    public static final long NONE = Long.MIN_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(MarketFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** A partition that is so many events ahead of the others is read no further until they have come up. */
    private static final int MOST_WAITING = 20_000;

    private static final int MOST_LOGGED = 20;

    private final Consumer<byte[], byte[]> consumer;
    private final FeedAuthenticator authenticator;
    private final MarketReader reader;
    private final MarketMerge merge = new MarketMerge(Partitions.COUNT);
    private final Map<String, MarketEvent> newestByKey = new HashMap<>();
    private final Map<TopicPartition, Long> endAtStart;
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;
    private long newestMs = NONE;
    private volatile boolean isFollowing;
    private volatile @Nullable Throwable failure;

    /** Who takes the market in; called by one thread. */
    public interface MarketReader {
        /** The market has come to a feed time, though some events before it may still be on their way. Never goes backwards. */
        void reached(long feedTimeMs);

        /** The next event. */
        void take(MarketEvent event);
    }

    /** Feed time of the topic's newest message; {@link #NONE} if there is none. By the timestamps of Kafka's records, which
     * nobody signs: good for a place to start from.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @throws IOException if the broker does not answer */
    public static long newestFeedTimeMs(Properties client) throws IOException {
        AtomicLong newest = new AtomicLong(NONE);
        try (TopicReader topic = new TopicReader(client)) {
            for (TopicPartition partition : partitions()) {
                topic.readLast(partition, message -> newest.accumulateAndGet(message.timestamp(), Math::max));
            }
        }
        return newest.get();
    }

    /** Starts to follow.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @param fromFeedTimeMs of the first message; {@link #NONE} = all that the topic holds */
    public static MarketFollower start(
            Properties client, FeedKeys keys, InstrumentCatalog catalog, long fromFeedTimeMs, MarketReader reader) {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            seek(consumer, ends, fromFeedTimeMs);
            return new MarketFollower(consumer, ends, keys, catalog, reader);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static void seek(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, long fromFeedTimeMs) {
        if (fromFeedTimeMs == NONE) {
            consumer.seekToBeginning(ends.keySet());
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, Math.max(0, fromFeedTimeMs)));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) ->
                        // null where all messages are older
                        consumer.seek(partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
    }

    /** Follows a consumer that has its partitions and positions. */
    MarketFollower(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> endAtStart,
            FeedKeys keys,
            InstrumentCatalog catalog,
            MarketReader reader) {
        this.consumer = consumer;
        this.endAtStart = Map.copyOf(endAtStart);
        this.reader = reader;
        authenticator = new FeedAuthenticator(
                keys, catalog, ClockMode.REPLAY, FreshnessConfig.defaults(), System::currentTimeMillis);
        thread = new Thread(this::follow, "market-follower");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether everything that was in the topic at the start was read, and there was something. */
    public boolean isFollowing() {
        return isFollowing;
    }

    /** Messages left out: not authentic, unreadable, or with a number that was there already. */
    public long refused() {
        return refused.get();
    }

    /** What ended the following before it was closed; null while it goes well. */
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, Partitions.COUNT)
                .mapToObj(partition -> new TopicPartition(Topics.MARKET, partition))
                .toList();
    }

    private void follow() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
                if (newestMs != NONE) {
                    reader.reached(newestMs);
                }
                merge.drain(reader::take);
                waitForTheSlowest();
                isFollowing = isFollowing || hasCaughtUp();
            }
        } catch (WakeupException e) {
            LOG.debug("closed");
        } catch (Throwable e) { // who follows the market would stand still, and nobody would know why
            failure = e;
            LOG.error("the market is no longer followed", e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        FeedRecord received = authenticator.authenticate(message);
        MarketEvent event = received.event();
        if (event == null) {
            refuse(received.refusal());
            return;
        }
        String key = event.kind() == MarketEventKind.HEARTBEAT
                ? Partitions.heartbeatKey(message.partition())
                : event.instrument();
        MarketEvent newest = newestByKey.get(key);
        if (newest != null && event.isReplay(newest.sequence(), newest.sentAtWallMs())) {
            refused.incrementAndGet();
            return;
        }
        newestByKey.put(key, event);
        newestMs = Math.max(newestMs, event.feedTimeMs());
        merge.add(message.partition(), event, authenticator.sourceIndex());
    }

    private void refuse(@Nullable DeadLetter letter) {
        if (refused.incrementAndGet() <= MOST_LOGGED) {
            LOG.warn("a market message was left out: {}", letter);
        }
    }

    private void waitForTheSlowest() {
        List<TopicPartition> ahead = new ArrayList<>();
        List<TopicPartition> others = new ArrayList<>();
        for (TopicPartition partition : consumer.assignment()) {
            boolean isAhead = merge.waiting(partition.partition()) >= MOST_WAITING;
            (isAhead ? ahead : others).add(partition);
        }
        consumer.pause(ahead);
        consumer.resume(others);
    }

    private boolean hasCaughtUp() {
        return newestMs != NONE
                && endAtStart.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
