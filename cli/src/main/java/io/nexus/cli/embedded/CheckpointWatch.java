package io.nexus.cli.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the checkpoints of a job and says when one fails, since none fails the job. Thread-safe. */
final class CheckpointWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWatch.class);
    private static final long EVERY_MS = 5_000;

    private final EmbeddedFlink flink;
    private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "checkpoint-watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile EmbeddedFlink.Checkpoints newest = new EmbeddedFlink.Checkpoints(0, 0, "");

    CheckpointWatch(EmbeddedFlink flink) {
        this.flink = flink;
        var unused = clock.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Counts of some seconds ago. */
    EmbeddedFlink.Checkpoints newest() {
        return newest;
    }

    /** A line for people per failure, since the last call. */
    List<String> remarks() {
        List<String> taken = new ArrayList<>();
        for (String remark = remarks.poll(); remark != null; remark = remarks.poll()) {
            taken.add(remark);
        }
        return taken;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private void look() {
        try {
            EmbeddedFlink.Checkpoints found = flink.checkpoints();
            if (found.failed() > newest.failed()) {
                String why = found.lastFailure().lines().findFirst().orElse("");
                LOG.warn("a checkpoint failed, {} so far: {}", found.failed(), why);
                remarks.add("a checkpoint failed (" + found.failed() + " so far): " + why
                        + "; a restart would go back to the newest of " + found.completed() + " completed");
            }
            newest = found;
        } catch (Exception e) { // thrown on, it would end the schedule; a cluster that ends does not answer
            LOG.debug("the checkpoints are not known", e);
        }
    }
}
