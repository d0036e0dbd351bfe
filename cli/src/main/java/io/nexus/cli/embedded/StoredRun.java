package io.nexus.cli.embedded;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.process.ControlTarget;
import io.nexus.cli.process.FeedPlan;
import io.nexus.cli.process.RunSource;
import io.nexus.cli.report.StoredCounts;
import io.nexus.cli.report.StoredStatus;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.TradeHistory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A data directory as a reader sees it: of a run that is over, or of one that goes on in another process. Nothing in it is
 * written. While a reader has a directory whose run is over, no run starts on it. */
public final class StoredRun implements RunSource {
    private final Path root;
    private final @Nullable FileChannel lockChannel;
    private final boolean isInProgress;

    private StoredRun(Path root, @Nullable FileChannel lockChannel, boolean isInProgress) {
        this.root = root;
        this.lockChannel = lockChannel;
        this.isInProgress = isInProgress;
    }

    /** Opens a directory for reading.
     *
     * @throws IOException if it holds no run */
    public static StoredRun open(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new IOException("there is no data directory " + root);
        }
        if (DataDirectory.run(root).isEmpty()) {
            throw new IOException("data directory " + root + " holds no run");
        }
        FileChannel channel = lockFile(root);
        return new StoredRun(root, channel, channel != null && !isFree(channel));
    }

    /** The file that a run holds; null if it is gone, so that no run can be in progress. A reader makes none. */
    private static @Nullable FileChannel lockFile(Path root) throws IOException {
        try {
            return FileChannel.open(root.resolve(DataDirectory.LOCK_FILE), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true) != null;
        } catch (OverlappingFileLockException e) { // held by this very process
            return false;
        }
    }

    @Override
    public String title() throws IOException {
        return (isInProgress ? "run in progress, " : "")
                + root
                + (isSimulatedMarket() ? "; SIMULATED MARKET: no claim of profit" : "");
    }

    public Path root() {
        return root;
    }

    /** Whether a process runs on the directory now. */
    public boolean isInProgress() {
        return isInProgress;
    }

    /** Whether prices and fills come from the simulated market. */
    public boolean isSimulatedMarket() throws IOException {
        return DataDirectory.run(root)
                .map(run -> FeedPlan.isSimulated(run.source()))
                .orElse(false);
    }

    /** A plan with the same feed as the run's, without end.
     *
     * @param config of the run: a simulated market is the same only with the same simulation options
     * @throws IOException if the file that tells it can't be read */
    public RunPlan feedPlan(RunConfig config) throws IOException {
        DataDirectory.Run run =
                DataDirectory.run(root).orElseThrow(() -> new IOException("data directory " + root + " holds no run"));
        boolean isSimulated = FeedPlan.isSimulated(run.source());
        return RunPlan.endless(
                config,
                isSimulated ? null : Path.of(run.source()),
                run.seed(),
                isSimulated ? run.tradeFromMs() - run.startFeedTimeMs() : 0);
    }

    /** The trade history: the file itself, or asked of the process that holds it.
     *
     * @throws IOException if the run in progress has not opened it yet
     * @throws SQLException if it can't be opened */
    @Override
    public TradeHistory history() throws IOException, SQLException {
        return TradeHistory.open(
                isInProgress
                        ? HistoryConfig.defaults().withUrl(addresses().history())
                        : HistoryConfig.readOnly(DataDirectory.database(root)));
    }

    /** The funnel; of a run in progress, as of a second ago.
     *
     * @throws IOException if it can't be read */
    @Override
    public StoredCounts counts() throws IOException {
        return StoredCounts.load(DataDirectory.counts(root));
    }

    /** Its account and trading state; of a run in progress, as of a second ago.
     *
     * @throws IOException if it can't be read */
    @Override
    public StoredStatus status() throws IOException {
        return StoredStatus.load(DataDirectory.status(root));
    }

    @Override
    public String ended() {
        return isInProgress ? "" : DataDirectory.isFinished(root) ? "finished" : "ended without finishing";
    }

    /** Where its feed comes from: the simulated market, or the folder of a recording.
     *
     * @throws IOException if the file that says so can't be read */
    public String source() throws IOException {
        return DataDirectory.run(root).map(DataDirectory.Run::source).orElse("unknown");
    }

    /** Where the services of the run in progress are.
     *
     * @throws IOException if no run is in progress, or it has not come that far */
    public DataDirectory.Addresses addresses() throws IOException {
        if (!isInProgress) {
            throw new IOException("no run is in progress in " + root);
        }
        Optional<DataDirectory.Addresses> addresses = DataDirectory.addresses(root);
        return addresses.orElseThrow(
                () -> new IOException("the run in " + root + " is starting or ending; try again in a moment"));
    }

    @Override
    public ControlTarget controlTarget() throws IOException {
        DataDirectory.Addresses addresses = addresses();
        Properties kafka = new Properties();
        kafka.put("bootstrap.servers", addresses.broker());
        return new ControlTarget(
                kafka, DataDirectory.feedKeys(root), List.of(addresses.account()), Math.max(0, counts().feedTimeMs()));
    }

    @Override
    public void close() throws IOException {
        if (lockChannel != null) {
            lockChannel.close();
        }
    }
}
