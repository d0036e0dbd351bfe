package io.nexus.cli.process;

import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.connectors.kafka.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a gateway has come, as a JSON file for scripts: replaced as a whole once a second, and as the last thing. */
final class GatewayStatusFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayStatusFile.class);
    private static final long EVERY_MS = 1_000;

    private final GatewayProcess gateway;
    private final Path file;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "gateway-status");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Throwable failure;

    /** The file's content.
     *
     * @param isWarm whether the warm-up was sent
     * @param feedTimeMs feed time reached
     * @param speed feed time per wall time since then
     * @param sent messages of every kind by this process
     * @param isEnded whether the market has come to its end and only heartbeats follow */
    record Status(boolean isWarm, long feedTimeMs, double speed, long sent, boolean isEnded) {}

    GatewayStatusFile(GatewayProcess gateway, Path file) throws IOException {
        this.gateway = gateway;
        this.file = file;
        store();
        var unused = clock.scheduleWithFixedDelay(this::storeIfPossible, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** What keeps it from writing, other than the disk; empty while it goes well. */
    String failure() {
        return failure == null ? "" : "gateway status: " + failure;
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            if (clock.awaitTermination(EVERY_MS * 10, TimeUnit.MILLISECONDS)) {
                storeIfPossible();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void storeIfPossible() {
        try {
            store();
        } catch (IOException e) {
            LOG.warn("the status could not be written to {}: {}", file, e.toString());
        } catch (Throwable e) { // thrown on, it would end the schedule, and nobody would know
            failure = e;
            LOG.error("the status could not be written to {}", file, e);
        }
    }

    private void store() throws IOException {
        GatewayProgress progress = gateway.progress();
        Status status = new Status(
                gateway.isWarm(), progress.feedTimeMs(), progress.speed(), progress.sent(), progress.isSourceEnded());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, RecordJson.write(status));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
