package io.nexus.cli.report;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.JobProgress;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.LayerDigest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what a run writes to its topics, from their beginning, in a thread of its own. Progress and account are those of
 * this process: what an earlier one wrote last may be ahead of the state that the job is restored from. Thread-safe. */
public final class RunMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunMonitor.class);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Nobody waits for a single record: whole batches cost less. */
    private static final int FETCH_MIN_BYTES = 65_536;

    private static final int FETCH_WAIT_MS = 100;

    private final FunnelTotals counts = new FunnelTotals();
    private final Set<String> restarted = ConcurrentHashMap.newKeySet();
    private final Map<String, LayerDigest> digests = new ConcurrentHashMap<>();
    /** Offset behind what earlier processes wrote. */
    private final Map<String, Long> startByTopic = new HashMap<>();

    /** Only the following thread uses it. */
    private final StateReplays replays = new StateReplays();

    private final ControlRefusals refusals = new ControlRefusals();

    private final AtomicLong progressFeedTimeMs = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong signedAtWallMs = new AtomicLong();
    private final Consumer<byte[], byte[]> consumer;
    private final SignedRecords signed;
    private final Thread thread;
    private volatile boolean isRunning = true;
    private volatile boolean hasCaughtUp;
    private volatile boolean isControlDoubtful;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable AccountSnapshot account;
    private volatile StoredStatus status = StoredStatus.NONE;
    private volatile @Nullable StrategyWeights weights;
    private volatile @Nullable TradingStateChange tradingState;

    /** Starts to follow.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @param keys that control messages are signed with */
    public RunMonitor(Properties client, FeedKeys keys) {
        this(new KafkaConsumer<>(settings(client), new ByteArrayDeserializer(), new ByteArrayDeserializer()), keys);
    }

    private static Properties settings(Properties client) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("fetch.min.bytes", FETCH_MIN_BYTES);
        settings.put("fetch.max.wait.ms", FETCH_WAIT_MS);
        return settings;
    }

    RunMonitor(Consumer<byte[], byte[]> consumer, FeedKeys keys) {
        this.consumer = consumer;
        signed = new SignedRecords(keys);
        List<TopicPartition> partitions = Stream.of(Topics.COUNTS, Topics.CONTROL, Topics.PROGRESS, Topics.DIGESTS)
                .map(topic -> new TopicPartition(topic, 0))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        consumer.endOffsets(partitions).forEach((partition, end) -> startByTopic.put(partition.topic(), end));
        TopicPartition progress = new TopicPartition(Topics.PROGRESS, 0);
        consumer.seek(progress, startOf(Topics.PROGRESS));
        thread = new Thread(this::follow, "run-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    /** Newest progress of the job; {@code Long.MIN_VALUE} before the first report. */
    public long progressFeedTimeMs() {
        return progressFeedTimeMs.get();
    }

    /** What ended the following before it was closed; null while it goes well. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Whether everything that stood in the topics at the start has been read. */
    public boolean hasCaughtUp() {
        return hasCaughtUp;
    }

    /** The newest count of every name and instrument, in the order of their names. */
    public StoredCounts counts() {
        return new StoredCounts(progressFeedTimeMs(), counts.sorted());
    }

    /** The account and its trading state, as far as they have been read. */
    public StoredStatus status() {
        return status;
    }

    /** Totals by name, summed over instruments. */
    public Map<String, Long> totals() {
        return counts().totals();
    }

    /** Whether every instrument that was ever counted has told its totals since this process began. */
    public boolean areTotalsCurrent() {
        return counts.newest().stream().map(FunnelCount::instrument).allMatch(restarted::contains);
    }

    /** Total of one name over all instruments; 0 if it never came. */
    public long total(String name) {
        return totals().getOrDefault(name, 0L);
    }

    /** Newest digest of each layer and instrument, by {@code layer instrument}. */
    public Map<String, LayerDigest> digests() {
        return new TreeMap<>(digests);
    }

    /** Newest account snapshot of this process; null before the first. */
    public @Nullable AccountSnapshot account() {
        return account;
    }

    /** Newest word on the trading state, in the run's whole life; null before the first. */
    public @Nullable TradingStateChange tradingState() {
        return tradingState;
    }

    /** Whether a control record was refused that may have been about a trading state. */
    public boolean isControlDoubtful() {
        return isControlDoubtful;
    }

    /** Newest time at which a control message was signed, wall clock; 0 before the first. */
    public long signedAtWallMs() {
        return signedAtWallMs.get();
    }

    /** Newest strategy weights; null before the first daily update. */
    public @Nullable StrategyWeights weights() {
        return weights;
    }

    @Override
    public void close() {
        isRunning = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (consumer) {
            while (isRunning) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
                hasCaughtUp = hasCaughtUp || isAtEnd();
            }
        } catch (Throwable e) { // the run would wait for counts that never come, and nobody would know why
            failure = e;
            LOG.error("the run monitor stopped", e);
        }
    }

    private boolean isAtEnd() {
        return consumer.assignment().stream()
                .allMatch(partition -> consumer.position(partition) >= startOf(partition.topic()));
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            switch (record.topic()) {
                case Topics.COUNTS -> takeCount(RecordJson.read(record.value(), FunnelCount.class), record.offset());
                case Topics.DIGESTS -> takeDigest(RecordJson.read(record.value(), LayerDigest.class));
                case Topics.CONTROL -> takeControl(record, signed.control(record));
                default -> takeProgress(RecordJson.read(record.value(), JobProgress.class));
            }
        } catch (IOException e) {
            LOG.warn("unreadable record {}@{}: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    private long startOf(String topic) {
        return startByTopic.getOrDefault(topic, 0L);
    }

    private void takeCount(FunnelCount count, long offset) {
        counts.take(count);
        if (count.isRestart() && offset >= startOf(Topics.COUNTS)) {
            restarted.add(count.instrument());
        }
    }

    private void takeDigest(LayerDigest digest) {
        digests.put(digest.layer() + " " + digest.instrument(), digest);
    }

    private void takeControl(ConsumerRecord<byte[], byte[]> raw, ControlRecord record) {
        ControlMessage message = record.message();
        if (message == null) {
            refusals.note(record);
            isControlDoubtful |= SignedRecords.mayBeTradingState(raw, record);
            return;
        }
        signedAtWallMs.accumulateAndGet(record.sentAtWallMs(), Math::max);
        if (replays.isReplay(record)) {
            LOG.warn("control record {} is a replay of {}", record.offset(), message.key());
            return;
        }
        status = status.with(message);
        if (message.account() != null && record.offset() >= startOf(Topics.CONTROL)) {
            account = message.account();
        }
        if (message.tradingState() != null) {
            tradingState = message.tradingState();
        }
        if (message.weights() != null) {
            weights = message.weights();
        }
    }

    private void takeProgress(JobProgress progress) {
        progressFeedTimeMs.accumulateAndGet(progress.feedTimeMs(), Math::max);
    }
}
