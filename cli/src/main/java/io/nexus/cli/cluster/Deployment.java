package io.nexus.cli.cluster;

import io.nexus.connectors.config.ConfigException;
import io.nexus.job.TradingJob;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.jspecify.annotations.Nullable;

/** Brings the job onto a cluster. Its settings are the cluster's own, with the submission's laid over them; its checkpoints and
 * savepoints go into a folder of its run, so that the newest of a run is the one with the highest number.
 *
 * @param settings of the cluster and the submission together
 * @param log takes a line for people at each step */
record Deployment(FlinkCluster flink, Configuration settings, Consumer<String> log) {
    private static final List<String> OF_A_JOB =
            List.of("parallelism.default", "execution.", "pipeline.", "state.", "restart-strategy.");
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** A deployment of a run.
     *
     * @param wanted what the submission asks for
     * @throws ConfigException if the cluster takes no checkpoints, or keeps them nowhere */
    static Deployment of(FlinkCluster flink, String runId, Configuration wanted, Consumer<String> log)
            throws IOException {
        Configuration settings = new Configuration();
        flink.configuration().toMap().forEach((key, value) -> {
            if (OF_A_JOB.stream().anyMatch(key::startsWith)) {
                settings.setString(key, value);
            }
        });
        settings.addAll(wanted);
        if (settings.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).isEmpty()) {
            throw new ConfigException(CheckpointingOptions.CHECKPOINTING_INTERVAL.key()
                    + ": the cluster takes no checkpoints, and a job without them forgets its orders: set it in the"
                    + " cluster's config.yaml or with -D");
        }
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder(settings, CheckpointingOptions.CHECKPOINTS_DIRECTORY, runId));
        settings.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                folder(settings, CheckpointingOptions.SAVEPOINT_DIRECTORY, runId));
        return new Deployment(flink, settings, log);
    }

    /** Where the savepoints of a job's run go; null = where the cluster puts them. */
    static @Nullable String savepoints(FlinkCluster flink, String job) throws IOException {
        String runId = flink.parameter(job, TradingJob.RUN_ID);
        Configuration settings = flink.configuration();
        boolean isKnown = !runId.isEmpty()
                && settings.getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY)
                        .isPresent();
        return isKnown ? folder(settings, CheckpointingOptions.SAVEPOINT_DIRECTORY, runId) : null;
    }

    private static String folder(Configuration settings, ConfigOption<String> option, String runId) {
        String base = settings.getOptional(option)
                .orElseThrow(() -> new ConfigException(option.key()
                        + ": is needed and the cluster has none: set it in the cluster's config.yaml or with -D"));
        return base.endsWith("/") ? base + runId : base + '/' + runId;
    }

    /** Where this run's checkpoints go. */
    String checkpoints() {
        return settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    }

    /** Where this run's savepoints go. */
    String savepoints() {
        return settings.get(CheckpointingOptions.SAVEPOINT_DIRECTORY);
    }

    /** Submits a program and waits until all its subtasks run. A job that does not come that far is canceled.
     *
     * @param from what it is restored from; null = nothing
     * @return the job's id
     * @throws StateRestoreException if it could not be restored
     * @throws IOException if it did not come to run for another reason; the text says why */
    String launch(JobProgram program, @Nullable StateSnapshot from) throws IOException {
        try (JobProgram.Planned planned = program.plan(settings)) {
            if (from != null) {
                planned.graph().setSavepointRestoreSettings(SavepointRestoreSettings.forPath(from.path(), false));
            }
            String job = flink.submit(planned.graph());
            log.accept("submitted job " + job + (from == null ? "" : " from " + from.path()));
            awaitRunning(job, from != null);
            return job;
        }
    }

    /** What keeps a program from taking over a state, a sentence each. */
    List<String> problems(JobProgram program, StateSnapshot from) throws IOException {
        try (JobProgram.Planned planned = program.plan(settings)) {
            return StateCompatibility.problems(from, planned.graph(), planned.classes());
        }
    }

    private void awaitRunning(String job, boolean isRestored) throws IOException {
        boolean isRunning = FlinkCluster.await(START_LIMIT, () -> {
            JobStatus status = flink.status(job);
            String failure = flink.failure(job);
            boolean isOfState = isRestored && isOfState(failure);
            if (isOfState || status.isGloballyTerminalState()) {
                abandon(job, status);
                String text = "job " + job + " did not come to run: " + shortened(failure);
                throw isOfState ? new StateRestoreException(text) : new IOException(text);
            }
            return flink.isRunning(job);
        });
        if (!isRunning) {
            String failure = flink.failure(job);
            abandon(job, flink.status(job));
            throw new IOException("job " + job + " did not come to run within " + START_LIMIT.toSeconds() + " s"
                    + (failure.isEmpty() ? "; has the cluster enough free slots?" : ": " + shortened(failure)));
        }
    }

    private void abandon(String job, JobStatus status) throws IOException {
        if (!status.isGloballyTerminalState()) {
            flink.cancel(job);
        }
    }

    /** Whether a failure is of state that could not be restored; others may pass by themselves. */
    private static boolean isOfState(String failure) {
        return failure.contains("StateMigrationException")
                || failure.contains("BackendBuildingException")
                || failure.contains("Could not restore")
                || failure.contains("Failed to rollback");
    }

    /** The innermost cause of a stack trace. */
    private static String shortened(String trace) {
        List<String> causes =
                trace.lines().filter(line -> line.startsWith("Caused by: ")).toList();
        return causes.isEmpty()
                ? trace.lines().findFirst().orElse("no reason is known")
                : causes.get(causes.size() - 1).substring("Caused by: ".length());
    }
}
