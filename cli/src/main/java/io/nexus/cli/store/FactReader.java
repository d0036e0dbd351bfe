package io.nexus.cli.store;

import io.nexus.cli.report.StoredCounts;
import io.nexus.connectors.file.DamagedFileException;
import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.gateway.CheckpointFile;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryStamp;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.Topics;
import io.nexus.testbed.broker.BrokerFiles;
import io.nexus.testbed.venue.JournalContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a data directory; changes nothing. Not thread-safe. */
final class FactReader {
    /** Topics whose older segments are looked through only if the broker was killed. */
    private static final Set<String> LARGE = Set.of(Topics.MARKET);

    private static final String FOR_EVER = "-1";
    private static final String STARTED_FILE = "started";

    private final Path root;
    private final Map<Store, FoundFile> files = new EnumMap<>(Store.class);
    private String runId = "";
    private String feedRun = "";
    private @Nullable JournalContent journal;
    private @Nullable HistoryStamp historyStamp;
    private String historyChecksum = "";
    private @Nullable StoreLedger ledger;
    private String foreignLedgerRun = "";

    /** Of {@code run.json}, what is compared. */
    private record Identity(@Nullable String runId) {}

    /** Of {@code summary.json}. */
    private record SummaryIdentity(@Nullable String run) {}

    private FactReader(Path root) {
        this.root = root;
    }

    /** Reads everything.
     *
     * @param usableBytes of the disk
     * @throws IOException if the directory can't be read */
    static StoreFacts read(Path root, long usableBytes, long nowWallMs) throws IOException {
        return new FactReader(root).facts(usableBytes, nowWallMs);
    }

    private StoreFacts facts(long usableBytes, long nowWallMs) throws IOException {
        find(Store.RUN, file -> runId = runId(file));
        find(Store.LEDGER, this::readLedger);
        ledger = ledger();
        find(Store.JOURNAL, this::readJournal);
        find(Store.HISTORY, this::readHistory);
        find(Store.FEED, file -> feedRun = CheckpointFile.run(file));
        find(Store.COUNTS, file -> parse(file, StoredCounts.class));
        find(Store.SUMMARY, this::readSummary);
        return new StoreFacts(
                root,
                runId,
                ledger,
                foreignLedgerRun,
                Files.exists(root.resolve(STARTED_FILE)),
                files,
                readOnly(),
                KeyPrints.of(Store.KEYS.in(root)),
                broker(root, sealAt()),
                keptForEver(),
                journal,
                FoundCheckpoint.in(root),
                historyStamp,
                historyChecksum,
                feedRun,
                usableBytes,
                nowWallMs);
    }

    /** CRC-32C of the file of the trade history; empty if there is none. */
    static String historyChecksum(Path root) throws IOException {
        Path file = HistoryStamp.file(Store.HISTORY.in(root));
        if (!Files.exists(file)) {
            return "";
        }
        CRC32C checksum = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return WholeFile.text(checksum);
    }

    private void find(Store store, FoundFile.Reader reader) {
        Path file = store == Store.HISTORY ? HistoryStamp.file(store.in(root)) : store.in(root);
        files.put(store, FoundFile.of(file, reader));
    }

    private static String runId(Path file) throws IOException {
        String id = parse(file, Identity.class).runId();
        if (id == null || id.isBlank()) {
            throw new DamagedFileException(file, "it names no run");
        }
        return id;
    }

    private static <T> T parse(Path file, Class<T> type) throws IOException {
        byte[] content = WholeFile.read(file);
        try {
            return RecordJson.read(content, type);
        } catch (IOException e) { // Jackson's own is one, and shows a piece of the content
            throw new DamagedFileException(file, "it is no JSON of its kind");
        }
    }

    /** The newest ledger of this run: the other file may be a copy of an older state. */
    private @Nullable StoreLedger ledger() {
        StoreLedger newest = null;
        for (Path file : List.of(Store.LEDGER.in(root), root.resolve(StoreLedger.PREVIOUS_FILE))) {
            StoreLedger found = readable(file);
            if (found != null && !runId.isEmpty() && !found.runId().equals(runId)) {
                foreignLedgerRun = found.runId();
            } else if (found != null && (newest == null || found.number() > newest.number())) {
                newest = found;
            }
        }
        return newest;
    }

    private void readLedger(Path file) throws IOException {
        String run = StoreLedger.read(file).runId();
        if (!runId.isEmpty() && !run.equals(runId)) {
            throw new IOException(file + " is of another run, " + run);
        }
    }

    private static @Nullable StoreLedger readable(Path file) {
        try {
            return Files.exists(file) ? StoreLedger.read(file) : null;
        } catch (IOException e) { // said of the file itself, see find
            return null;
        }
    }

    private void readJournal(Path file) throws IOException {
        journal =
                JournalContent.read(file, ledger == null ? -1 : ledger.journal().bytes());
    }

    private void readHistory(Path file) throws IOException {
        historyChecksum = historyChecksum(root);
        StoreLedger last = ledger;
        if (last != null && last.historyChecksum().equals(historyChecksum)) { // as this run closed it
            historyStamp = new HistoryStamp(last.runId(), last.historyNumber());
            return;
        }
        try {
            historyStamp = HistoryStamp.inspect(HistoryConfig.embedded(Store.HISTORY.in(root)))
                    .orElse(null);
        } catch (SQLException e) {
            throw new DamagedFileException(
                    file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private void readSummary(Path file) throws IOException {
        String run = parse(file, SummaryIdentity.class).run();
        if (run != null && !runId.isEmpty() && !run.equals(runId)) {
            throw new IOException(file + " is of another run, " + run);
        }
    }

    private List<Path> readOnly() throws IOException {
        List<Path> readOnly = new ArrayList<>();
        for (Store store : List.of(Store.TOPICS, Store.CHECKPOINTS)) {
            Path folder = store.in(root);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> paths = Files.walk(folder, 2)) {
                    paths.filter(path -> Files.isDirectory(path)
                                    || path.getFileName().toString().endsWith(".log"))
                            .filter(FoundFile::isReadOnly)
                            .forEach(readOnly::add);
                }
            }
        }
        return readOnly;
    }

    static BrokerFiles broker(Path root, Map<String, Long> sealAt) throws IOException {
        return BrokerFiles.read(Store.TOPICS.in(root), compacted(), LARGE, sealAt);
    }

    private Map<String, Long> sealAt() {
        Map<String, Long> offsets = new TreeMap<>();
        if (ledger != null) {
            ledger.partitions().forEach((partition, mark) -> offsets.put(partition, mark.sealedTo()));
        }
        return offsets;
    }

    private static Set<String> compacted() {
        return Topics.all(Topics.MARKET_RETENTION_BYTES).stream()
                .filter(shape -> "compact".equals(shape.settings().get("cleanup.policy")))
                .map(Topics.Shape::name)
                .collect(Collectors.toSet());
    }

    static Set<String> keptForEver() {
        return Topics.all(Topics.MARKET_RETENTION_BYTES).stream()
                .filter(shape -> FOR_EVER.equals(shape.settings().get("retention.ms"))
                        && FOR_EVER.equals(shape.settings().get("retention.bytes")))
                .map(Topics.Shape::name)
                .collect(Collectors.toSet());
    }
}
