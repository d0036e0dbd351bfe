package io.nexus.cli.embedded;

import io.nexus.cli.process.DirectoryLock;
import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.secret.PrivateDirectory;
import io.nexus.connectors.secret.SecretFile;
import io.nexus.job.models.ModelFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory that holds all that outlives the process: Kafka's log, checkpoints, the venue's journal, the generator's
 * snapshots, the trade history. One process at a time holds it. */
public final class DataDirectory implements AutoCloseable {
    private static final String RUN_FILE = "run.json";
    private static final String MODELS_FILE = "models.json";
    private static final String SUMMARY_FILE = "summary.json";
    private static final String STARTED_FILE = "started";
    private static final String ACTIVATED_FILE = "activated";
    private static final String ADDRESSES_FILE = "addresses.json";
    static final String LOCK_FILE = "lock";
    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private final Path root;
    private final String notice;
    private final DirectoryLock lock;

    /** What a directory's runs have in common, written by the first.
     *
     * @param runId of the start message
     * @param source {@code simulator} or the replayed path, for refusing another one
     * @param seed of the simulator
     * @param startFeedTimeMs of the first event; of a recording unknown, {@code Long.MIN_VALUE}
     * @param tradeFromMs feed time at which trading starts; of a recording at once, {@code Long.MIN_VALUE}
     * @param endFeedTimeMs after which the market gives nothing more; of a recording {@code Long.MAX_VALUE}
     * @param simulationHash of the simulated market's options, for refusing others; null of a recording, and of older runs
     * @param klines whence the bars before a recording are, for refusing others; empty without, null of older runs */
    public record Run(
            String runId,
            String source,
            long seed,
            long startFeedTimeMs,
            long tradeFromMs,
            long endFeedTimeMs,
            @Nullable String simulationHash,
            @Nullable String klines) {}

    private DataDirectory(Path root, String notice, DirectoryLock lock) {
        this.root = root;
        this.notice = notice;
        this.lock = lock;
    }

    /** Where the services of a run in progress are reached, for other commands on the same directory.
     *
     * @param broker Kafka's bootstrap address
     * @param history JDBC address of the trade history; holds a key, so the file is the owner's only
     * @param account that the run trades */
    public record Addresses(String broker, String history, String account) {}

    /** Opens a directory, creating it if needed; only its owner may enter it then.
     *
     * @throws IOException if it can't be written or another process holds it */
    public static DataDirectory open(Path root) throws IOException {
        String notice = PrivateDirectory.open(root, LOCK_FILE, RUN_FILE);
        if (!notice.isEmpty()) {
            LOG.warn(notice);
        }
        String refusal = "data directory " + root + " is in use by another run";
        return new DataDirectory(root, notice, DirectoryLock.hold(root.resolve(LOCK_FILE), refusal));
    }

    /** What was done to the permissions of a directory that existed, for people; empty if nothing. */
    public String notice() {
        return notice;
    }

    /** Removes a directory with all it holds, unless a run or a reader holds it.
     *
     * @return whether it was removed
     * @throws IOException if it can't be removed */
    public static boolean removeUnlessHeld(Path root) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(root.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
            return true;
        } catch (OverlappingFileLockException e) { // held by this very process
            return false;
        }
    }

    /** The keys of a directory's feed, which also sign its orders and control messages. */
    static Path feedKeys(Path root) {
        return root.resolve("keys").resolve("feed.keys");
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path savepoints() {
        return root.resolve("savepoints");
    }

    public Path venueJournal() {
        return root.resolve("venue.journal");
    }

    public Path generatorSnapshots() {
        return root.resolve("generator");
    }

    public Path database() {
        return database(root);
    }

    /** The funnel of the run, see {@link io.nexus.cli.report.StoredCounts}. */
    public Path counts() {
        return counts(root);
    }

    /** The account and its trading state, see {@link io.nexus.cli.report.StoredStatus}. */
    public Path status() {
        return status(root);
    }

    static Path status(Path root) {
        return root.resolve("status.json");
    }

    static Path counts(Path root) {
        return root.resolve("counts.json");
    }

    static Path database(Path root) {
        return root.resolve("history");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    /** The run that this directory belongs to, if it has begun.
     *
     * @throws IOException if the file is damaged */
    public Optional<Run> run() throws IOException {
        return run(root);
    }

    static Optional<Run> run(Path root) throws IOException {
        Path file = root.resolve(RUN_FILE);
        return Files.exists(file) ? Optional.of(RecordJson.read(WholeFile.read(file), Run.class)) : Optional.empty();
    }

    /** Writes down the run, at once and whole.
     *
     * @throws IOException if it can't be written */
    public void begin(Run run) throws IOException {
        WholeFile.replaceSealed(root.resolve(RUN_FILE), RecordJson.write(run));
    }

    /** The folder of models that the run was last started with; empty if it never was.
     *
     * @throws IOException if the file is damaged */
    public Optional<ModelFolder> models() throws IOException {
        Path file = root.resolve(MODELS_FILE);
        return Files.exists(file)
                ? Optional.of(RecordJson.read(WholeFile.read(file), ModelFolder.class))
                : Optional.empty();
    }

    /** Writes down the folder of models that the run is started with.
     *
     * @throws IOException if it can't be written */
    public void keepModels(ModelFolder models) throws IOException {
        WholeFile.replaceSealed(root.resolve(MODELS_FILE), RecordJson.write(models));
    }

    /** Tells other commands where this run's services are, until {@link #withdraw}.
     *
     * @throws IOException if it can't be written */
    void publish(Addresses addresses) throws IOException {
        SecretFile.replace(root.resolve(ADDRESSES_FILE), RecordJson.write(addresses));
    }

    /** Takes the addresses back; does nothing if there are none. */
    void withdraw() throws IOException {
        Files.deleteIfExists(root.resolve(ADDRESSES_FILE));
    }

    /** Addresses as last published; they mean something only while a process holds the directory. */
    static Optional<Addresses> addresses(Path root) throws IOException {
        Path file = root.resolve(ADDRESSES_FILE);
        return Files.exists(file)
                ? Optional.of(RecordJson.read(Files.readAllBytes(file), Addresses.class))
                : Optional.empty();
    }

    /** Whether a run has, or had, a directory. */
    public static boolean isOfARun(Path root) {
        return Files.isRegularFile(root.resolve(RUN_FILE));
    }

    /** Whether the run in a directory came to its own end, and its summary is whole. */
    public static boolean isFinished(Path root) {
        try {
            if (!Files.exists(root.resolve(SUMMARY_FILE))) {
                return false;
            }
            Object id = RecordJson.read(summary(root), Map.class).get("run");
            return id == null || run(root).map(run -> run.runId().equals(id)).orElse(true);
        } catch (IOException e) { // the run comes to its end once more and writes it again, see StoreCheck
            return false;
        }
    }

    /** Whether the job was told that its run has started. */
    public boolean isStarted() {
        return Files.exists(root.resolve(STARTED_FILE));
    }

    /** Notes that the job was told.
     *
     * @throws IOException if it can't be written */
    public void markStarted() throws IOException {
        Files.writeString(root.resolve(STARTED_FILE), "");
    }

    /** Whether trading was started once; a resumed run must not start it again. */
    public boolean isActivated() {
        return Files.exists(root.resolve(ACTIVATED_FILE));
    }

    /** Notes that trading was started.
     *
     * @throws IOException if it can't be written */
    public void markActivated() throws IOException {
        Files.writeString(root.resolve(ACTIVATED_FILE), "");
    }

    /** Marks that the run came to its own end, with its summary: at once and whole.
     *
     * @throws IOException if it can't be written */
    public void finish(byte[] summary) throws IOException {
        WholeFile.replaceSealed(root.resolve(SUMMARY_FILE), summary);
    }

    /** The summary of a finished run.
     *
     * @throws IOException if it can't be read */
    public static byte[] summary(Path root) throws IOException {
        return WholeFile.read(root.resolve(SUMMARY_FILE));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
