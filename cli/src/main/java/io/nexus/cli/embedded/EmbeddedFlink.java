package io.nexus.cli.embedded;

import io.nexus.connectors.config.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink mini cluster with web UI on loopback, running one job. */
public final class EmbeddedFlink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final long CALL_TIMEOUT_S = 120;
    private static final long CLOSE_TIMEOUT_S = 10;
    /** Who ends a run waits for it. */
    private static final long SAVEPOINT_TIMEOUT_S = 20;

    private static final long TASK_PAUSE_MS = 50;
    /** A job that fails more often than that within the interval has failed for good: it would fail for ever. */
    private static final int MOST_FAILURES = 3;

    private static final Duration FAILURE_INTERVAL = Duration.ofMinutes(5);
    /** Nothing of ours uses it but RocksDB, whose many small tables share it: with too little they are written out all the time. */
    private static final int MANAGED_MIB = 16;

    private static final int MANAGED_MIB_OF_ROCKSDB = 256;
    private static final int LEAST_NETWORK_MIB = 64;
    private static final int NETWORK_MIB_PER_SLOT = 16;
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(30);
    private static final int RETAINED_CHECKPOINTS = 2;
    private static final Duration RESTART_DELAY = Duration.ofSeconds(2);
    private static final String REPORTERS = "metrics.reporters";
    private static final String TAP = "tap";

    private final MiniCluster cluster;
    private final JobID job;

    private EmbeddedFlink(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /** Settings of the mini cluster; the same go into the environment that builds the graph.
     *
     * @param webPort port or port range of the web UI, 0 = any free one
     * @param directory for checkpoints and savepoints
     * @param wanted settings of Flink laid over the defaults
     * @throws ConfigException if one of them is not free: addresses and directories are the run's own */
    public static Configuration configuration(String webPort, Path directory, Configuration wanted) {
        Configuration configuration = defaults(wanted.get(StateBackendOptions.STATE_BACKEND));
        configuration.addAll(wanted);
        own(webPort, directory).toMap().forEach((key, value) -> {
            String other = wanted.toMap().get(key);
            if (other != null && !other.equals(value)) {
                throw new ConfigException("-D " + key + ": is the run's own and can't be set, was " + other);
            }
            configuration.setString(key, value);
        });
        String reporters = wanted.getString(REPORTERS, "");
        configuration.setString(REPORTERS, reporters.isBlank() ? TAP : reporters + ',' + TAP);
        return configuration;
    }

    private static Configuration defaults(String stateBackend) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        configuration.set(StateBackendOptions.STATE_BACKEND, StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ZERO);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
        // a restart does not bring lost storage back, it only stops trading; each failure is counted and said
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        // a few timers per key: no need of the disk
        configuration.set(
                RocksDBOptions.TIMER_SERVICE_FACTORY, EmbeddedRocksDBStateBackend.PriorityQueueStateType.HEAP);
        boolean isOnHeap = stateBackend.equals(StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes(isOnHeap ? MANAGED_MIB : MANAGED_MIB_OF_ROCKSDB));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "failure-rate");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_MAX_FAILURES_PER_INTERVAL, MOST_FAILURES);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_FAILURE_RATE_INTERVAL, FAILURE_INTERVAL);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FAILURE_RATE_DELAY, RESTART_DELAY);
        return configuration;
    }

    /** What a run can't be without: loopback, its own directory, and a web UI that only shows. */
    private static Configuration own(String webPort, Path directory) {
        Configuration own = new Configuration();
        own.set(RestOptions.ADDRESS, "127.0.0.1");
        own.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        own.set(RestOptions.BIND_PORT, webPort);
        own.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        own.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        own.set(WebOptions.SUBMIT_ENABLE, false);
        own.set(WebOptions.CANCEL_ENABLE, false);
        own.set(WebOptions.RESCALE_ENABLE, false);
        own.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        own.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                directory.resolve("savepoints").toUri().toString());
        own.setString("metrics.reporter." + TAP + ".factory.class", MetricTap.Factory.class.getName());
        return own;
    }

    /** Starts the cluster and submits the job.
     *
     * @throws Exception as Flink's own start and submission do */
    public static EmbeddedFlink start(Configuration configuration, StreamGraph graph) throws Exception {
        int slots = configuration.get(CoreOptions.DEFAULT_PARALLELISM);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(withNetworkMemory(configuration, slots))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
        cluster.start();
        JobGraph jobGraph = graph.getJobGraph();
        cluster.submitJob(jobGraph).get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
        return new EmbeddedFlink(cluster, jobGraph.getJobID());
    }

    /** Every subtask needs a buffer for each one behind it. */
    private static Configuration withNetworkMemory(Configuration configuration, int slots) {
        MemorySize memory = MemorySize.ofMebiBytes(Math.max(LEAST_NETWORK_MIB, slots * NETWORK_MIB_PER_SLOT));
        Configuration sized = new Configuration(configuration);
        sized.set(TaskManagerOptions.NETWORK_MEMORY_MIN, memory);
        sized.set(TaskManagerOptions.NETWORK_MEMORY_MAX, memory);
        return sized;
    }

    /** Where a browser finds the running job. */
    public String webAddress() throws Exception {
        return cluster.getRestAddress().get(CALL_TIMEOUT_S, TimeUnit.SECONDS) + "/#/job/running/" + job + "/overview";
    }

    public JobStatus status() throws Exception {
        return cluster.getJobStatus(job).get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** Why the job failed last: the innermost cause in the first line, then the stack. Empty if it never did.
     *
     * @throws Exception if the cluster does not answer */
    public String failure() throws Exception {
        var failure = cluster.getExecutionGraph(job)
                .get(CALL_TIMEOUT_S, TimeUnit.SECONDS)
                .getFailureInfo();
        if (failure == null) {
            return "";
        }
        Throwable cause = failure.getException();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() + "\n" + failure.getExceptionAsString();
    }

    /** Id of the job, 32 hexadecimal digits. */
    public String jobId() {
        return job.toHexString();
    }

    /** Checkpoints since the start of this process.
     *
     * @param lastFailure why the last one that failed did; empty if none did */
    public record Checkpoints(long completed, long failed, String lastFailure) {}

    /** How many checkpoints were completed and how many failed.
     *
     * @throws Exception if the cluster does not answer */
    public Checkpoints checkpoints() throws Exception {
        CheckpointStatsSnapshot stats = cluster.getExecutionGraph(job)
                .get(CALL_TIMEOUT_S, TimeUnit.SECONDS)
                .getCheckpointStatsSnapshot();
        if (stats == null) {
            return new Checkpoints(0, 0, "");
        }
        var last = stats.getHistory().getLatestFailedCheckpoint();
        return new Checkpoints(
                stats.getCounts().getNumberOfCompletedCheckpoints(),
                stats.getCounts().getNumberOfFailedCheckpoints(),
                last == null ? "" : String.valueOf(last.getFailureMessage()));
    }

    /** Takes a checkpoint now and waits for it. */
    public void checkpoint() throws Exception {
        awaitTasks();
        cluster.triggerCheckpoint(job, CheckpointType.FULL).get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** Stops the job with a savepoint and answers where it is. A job whose tasks are about to start is waited for. */
    public String stopWithSavepoint(Path directory) throws Exception {
        awaitTasks();
        return cluster.stopWithSavepoint(job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get(SAVEPOINT_TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** Waits until every task runs: before that Flink takes no snapshot. Returns where they do not within the limit, or never will. */
    private void awaitTasks() throws Exception {
        long limitNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SAVEPOINT_TIMEOUT_S);
        while (System.nanoTime() - limitNs < 0) {
            var graph = cluster.getExecutionGraph(job).get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
            boolean areRunning = true;
            for (var vertex : graph.getAllExecutionVertices()) {
                areRunning &= vertex.getExecutionState() == ExecutionState.RUNNING;
            }
            if (areRunning || graph.getState().isGloballyTerminalState()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(TASK_PAUSE_MS);
        }
    }

    /** Cancels the job and waits until it is gone; its retained checkpoints stay. */
    public void cancel() throws Exception {
        if (!status().isGloballyTerminalState()) {
            cluster.cancelJob(job).get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
            cluster.requestJobResult(job).get(CALL_TIMEOUT_S, TimeUnit.SECONDS);
        }
    }

    /** Cancels the job, if it still runs, before the cluster goes: tasks that lose their cluster would fail noisily. */
    @Override
    public void close() {
        try {
            if (!status().isGloballyTerminalState()) {
                cluster.cancelJob(job).get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
                cluster.requestJobResult(job).get(CLOSE_TIMEOUT_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) { // the cluster is closed all the same
            Thread.currentThread().interrupt();
        } catch (Exception e) { // the cluster is closed whatever became of the job
            LOG.warn("the job could not be canceled: {}", e.toString());
        }
        cluster.closeAsync().join();
    }
}
