package io.nexus.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the funnel and the account of a running job into its data directory once a second, so that it can be read without a broker, also
 * after the process was killed. */
public final class CountsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CountsKeeper.class);
    private static final long EVERY_MS = 1_000;

    private final RunMonitor monitor;
    private final Path file;
    private final Path statusFile;
    private volatile @Nullable Throwable failure;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "counts-keeper");
        thread.setDaemon(true);
        return thread;
    });

    /** @param file for the counts
     * @param statusFile for the account and its trading state */
    public CountsKeeper(RunMonitor monitor, Path file, Path statusFile) {
        this.monitor = monitor;
        this.file = file;
        this.statusFile = statusFile;
        var unused = clock.scheduleWithFixedDelay(this::store, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** What keeps it from writing, other than the disk; null while it goes well. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Writes the last state and ends. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (clock.awaitTermination(EVERY_MS * 10, TimeUnit.MILLISECONDS)) {
                store();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What an earlier process counted is in the topic: before it is read, less would be written than is there. */
    private void store() {
        try {
            if (monitor.hasCaughtUp()) {
                monitor.counts().store(file);
                monitor.status().store(statusFile);
            }
        } catch (IOException e) {
            LOG.warn("the counts could not be written to {}: {}", file, e.toString());
        } catch (Throwable e) { // thrown on, it would end the schedule, and nobody would know
            failure = e;
            LOG.error("the counts could not be written to {}", file, e);
        }
    }
}
