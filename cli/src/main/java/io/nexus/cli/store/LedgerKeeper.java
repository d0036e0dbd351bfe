package io.nexus.cli.store;

import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryStamp;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.testbed.broker.BrokerFiles;
import io.nexus.testbed.venue.SimulatedExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records how far the stores of a running run have come, every ten seconds and at its end: first everything is forced to the
 * disk, then the ledger is. Thread-safe. */
public final class LedgerKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerKeeper.class);
    private static final long EVERY_MS = 10_000;

    private final Path root;
    private final String runId;
    private final HistoryConfig history;
    private final SimulatedExchange venue;
    private final TopicAdmin kafka;
    private final Map<String, FoundCheckpoint> checkpointByPath = new HashMap<>();
    private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ledger-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable StoreLedger newest;
    private String job = "";
    private boolean isFailing;

    private LedgerKeeper(
            Path root,
            String runId,
            HistoryConfig history,
            SimulatedExchange venue,
            TopicAdmin kafka,
            @Nullable StoreLedger newest) {
        this.root = root;
        this.runId = runId;
        this.history = history;
        this.venue = venue;
        this.kafka = kafka;
        this.newest = newest == null ? null : newest.opened(FactReader.keptForEver());
    }

    /** Makes sure that nobody takes stores for unchanged that are about to be opened.
     *
     * @throws IOException if the ledger can't be written */
    public static void begin(Path root, @Nullable StoreLedger newest) throws IOException {
        if (newest != null) {
            newest.opened(FactReader.keptForEver()).store(root);
        }
    }

    /** Notes the state of the stores at rest, once nobody has them open any more; does nothing if no ledger was written.
     *
     * @throws IOException if they can't be read, or the ledger can't be written */
    public static void end(Path root) throws IOException {
        Path file = Store.LEDGER.in(root);
        if (!FoundFile.of(file, StoreLedger::read).isWhole()) {
            return;
        }
        Map<String, StoreLedger.PartitionMark> marks = new TreeMap<>();
        FactReader.broker(root, Map.of()).partitions().forEach((partition, log) -> {
            if (log.problem().isEmpty()) {
                marks.put(partition, new StoreLedger.PartitionMark(log.end(), log.topicId(), log.end(), log.seal()));
            }
        });
        StoreLedger last = StoreLedger.read(file);
        last.partitions().forEach(marks::putIfAbsent);
        last.atRest(marks, FactReader.historyChecksum(root)).store(root);
    }

    /** Writes the first ledger of this process, then goes on.
     *
     * @param newest of the run so far; null = none
     * @throws StoreRefusedException if the broker has cut a topic since its files were looked at
     * @throws IOException if the ledger can't be written or a service does not answer */
    public static LedgerKeeper start(
            Path root,
            String runId,
            HistoryConfig history,
            SimulatedExchange venue,
            Properties kafkaClient,
            @Nullable StoreLedger newest)
            throws IOException {
        LedgerKeeper keeper =
                new LedgerKeeper(root.toRealPath(), runId, history, venue, TopicAdmin.open(kafkaClient), newest);
        try {
            keeper.record();
        } catch (IOException | RuntimeException e) {
            keeper.kafka.close();
            throw e;
        }
        var unused = keeper.clock.scheduleWithFixedDelay(keeper::tryRecord, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
        return keeper;
    }

    /** Names the job that takes the checkpoints from now on.
     *
     * @param id 32 hexadecimal digits
     * @throws IOException if the ledger can't be written or a service does not answer */
    public synchronized void job(String id) throws IOException {
        job = id;
        record();
    }

    /** What people should know, since the last call. */
    public List<String> remarks() {
        List<String> taken = new ArrayList<>();
        for (String remark = remarks.poll(); remark != null; remark = remarks.poll()) {
            taken.add(remark);
        }
        return taken;
    }

    /** Writes the last ledger while the broker still runs, and the venue and the trade history have ended. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (clock.awaitTermination(EVERY_MS, TimeUnit.MILLISECONDS)) {
                tryRecord();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kafka.close();
        }
    }

    private void tryRecord() {
        try {
            record();
            if (isFailing) {
                remarks.add("the state of the stores is recorded again");
                isFailing = false;
            }
        } catch (IOException | RuntimeException e) { // thrown on, it would end the schedule, and nobody would know
            LOG.warn("the state of the stores could not be recorded", e);
            if (!isFailing) {
                remarks.add("the state of the stores can't be recorded in " + Store.LEDGER.in(root) + ": "
                        + e.getMessage() + "; the run goes on, a loss would be noticed only as of "
                        + (newest == null ? "its beginning" : "number " + newest.number()));
            }
            isFailing = true;
        }
    }

    private synchronized void record() throws IOException {
        Map<String, StoreLedger.PartitionMark> marks = partitions();
        try {
            BrokerFiles.force(Store.TOPICS.in(root), changed(marks));
            long number = newest == null ? 1 : newest.number() + 1;
            var journal = venue.forceJournal();
            new HistoryStamp(runId, number).store(history);
            StoreLedger next = new StoreLedger(
                    runId,
                    root.toString(),
                    number,
                    System.currentTimeMillis(),
                    journal,
                    BrokerFiles.identity(Store.TOPICS.in(root)),
                    marks,
                    job,
                    checkpoints(),
                    number,
                    "",
                    KeyPrints.of(Store.KEYS.in(root)));
            next.store(root);
            newest = next;
        } catch (SQLException e) {
            throw new IOException("the trade history can't be stamped: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Map<String, StoreLedger.PartitionMark> partitions() throws IOException {
        Map<String, Long> ends = new TreeMap<>(kafka.ends(Topics.all(Topics.MARKET_RETENTION_BYTES)));
        ends.put(BrokerFiles.METADATA, kafka.metadataEnd());
        Map<String, StoreLedger.PartitionMark> marks = new TreeMap<>();
        for (var end : ends.entrySet()) {
            StoreLedger.PartitionMark before =
                    newest == null ? null : newest.partitions().get(end.getKey());
            if (before != null && before.end() > end.getValue()) {
                throw new StoreRefusedException(
                        root,
                        List.of(StoreDecision.refused(
                                Store.TOPICS,
                                Store.TOPICS.in(root).resolve(end.getKey()) + " was cut by the broker at offset "
                                        + end.getValue() + ", it had come to " + before.end())));
            }
            String topicId = before == null || before.topicId().isEmpty()
                    ? BrokerFiles.topicId(Store.TOPICS.in(root), end.getKey())
                    : before.topicId();
            marks.put(
                    end.getKey(),
                    before == null
                            ? new StoreLedger.PartitionMark(end.getValue(), topicId, 0, "")
                            : new StoreLedger.PartitionMark(end.getValue(), topicId, before.sealedTo(), before.seal()));
        }
        return marks;
    }

    private Set<String> changed(Map<String, StoreLedger.PartitionMark> marks) {
        Set<String> changed = new HashSet<>();
        marks.forEach((partition, mark) -> {
            StoreLedger.PartitionMark before =
                    newest == null ? null : newest.partitions().get(partition);
            if (before == null || before.end() != mark.end()) {
                changed.add(partition);
            }
        });
        return changed;
    }

    /** Each is read once: nobody changes a complete one. */
    private List<StoreLedger.CheckpointMark> checkpoints() throws IOException {
        Map<String, FoundCheckpoint> found = new HashMap<>();
        for (Path folder : FoundCheckpoint.folders(root)) {
            String path = root.relativize(folder).toString();
            FoundCheckpoint known = checkpointByPath.get(path);
            FoundCheckpoint checkpoint =
                    known != null && known.problem().isEmpty() ? known : FoundCheckpoint.of(root, folder);
            found.put(path, checkpoint);
        }
        checkpointByPath.clear();
        checkpointByPath.putAll(found);
        return found.values().stream()
                .filter(checkpoint -> checkpoint.problem().isEmpty())
                .sorted(FoundCheckpoint.NEWEST_FIRST)
                .map(checkpoint ->
                        new StoreLedger.CheckpointMark(checkpoint.path(), checkpoint.number(), checkpoint.checksum()))
                .toList();
    }
}
