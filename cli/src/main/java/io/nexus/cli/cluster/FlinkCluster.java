package io.nexus.cli.cluster;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.messages.webmonitor.JobDetails;
import org.apache.flink.runtime.rest.messages.ClusterConfigurationInfoHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobConfigHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.JobsOverviewHeaders;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** A running Flink cluster as its REST address shows it. Every call waits for its answer, at most as long as its limit. */
final class FlinkCluster implements AutoCloseable {
    private static final long CALL_LIMIT_S = 30;
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    /** A savepoint of much state, or one that waits for a slow task. */
    private static final long SAVEPOINT_LIMIT_S = 600;

    private final String restUrl;
    private final RestClusterClient<StandaloneClusterId> client;

    private FlinkCluster(String restUrl, RestClusterClient<StandaloneClusterId> client) {
        this.restUrl = restUrl;
        this.client = client;
    }

    /** A job of the cluster.
     *
     * @param startedAtMs wall time
     * @param restoredFrom checkpoint or savepoint that its newest execution attempt was restored from; empty = none, or not known
     *     any more */
    record Job(String id, String name, String state, long startedAtMs, String restoredFrom) {
        boolean isOver() {
            return JobStatus.valueOf(state).isGloballyTerminalState();
        }
    }

    /** Opens a client.
     *
     * @throws IllegalArgumentException if the address is none */
    static FlinkCluster at(String restUrl) throws Exception {
        URI address = URI.create(restUrl);
        if (address.getHost() == null || address.getPort() < 0) {
            throw new IllegalArgumentException("flink.rest-url: must be like http://127.0.0.1:8081, was " + restUrl);
        }
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, address.getHost());
        configuration.set(RestOptions.PORT, address.getPort());
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(500));
        return new FlinkCluster(restUrl, new RestClusterClient<>(configuration, StandaloneClusterId.getInstance()));
    }

    /** Address of the web UI's page of a job. */
    String page(String job) {
        return restUrl + "/#/job/running/" + job + "/overview";
    }

    /** Jobs with a name, newest first. */
    List<Job> jobs(String name) throws IOException {
        List<JobDetails> found = new ArrayList<>(call(client.sendRequest(
                        JobsOverviewHeaders.getInstance(),
                        EmptyMessageParameters.getInstance(),
                        EmptyRequestBody.getInstance()))
                .getJobs());
        found.removeIf(job -> !job.getJobName().equals(name));
        found.sort(Comparator.comparingLong(JobDetails::getStartTime).reversed());
        List<Job> jobs = new ArrayList<>();
        for (JobDetails job : found) {
            String id = job.getJobId().toHexString();
            jobs.add(new Job(id, job.getJobName(), job.getStatus().name(), job.getStartTime(), restoredFrom(id)));
        }
        return jobs;
    }

    /** The one job with a name that is not over.
     *
     * @return null if there is none
     * @throws IllegalStateException if there are several */
    @Nullable
    Job running(String name) throws IOException {
        List<Job> running = jobs(name).stream().filter(job -> !job.isOver()).toList();
        if (running.size() > 1) {
            throw new IllegalStateException("there are " + running.size() + " running jobs " + name + ": "
                    + running.stream().map(Job::id).toList() + "; name one");
        }
        return running.isEmpty() ? null : running.get(0);
    }

    private String restoredFrom(String job) throws IOException {
        var parameters = CheckpointingStatisticsHeaders.getInstance().getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(id(job));
        try {
            CheckpointingStatistics statistics = call(client.sendRequest(
                    CheckpointingStatisticsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()));
            var latest = statistics.getLatestCheckpoints();
            var restored = latest == null ? null : latest.getRestoredCheckpointStatistics();
            String path = restored == null ? null : restored.getExternalPath();
            return path == null ? "" : path;
        } catch (IOException e) { // a job that has only begun has no statistics yet
            return "";
        }
    }

    /** A parameter that a job was submitted with; empty if it has none of that name. */
    String parameter(String job, String name) throws IOException {
        JobMessageParameters parameters = JobConfigHeaders.getInstance().getUnresolvedMessageParameters();
        parameters.jobPathParameter.resolve(id(job));
        var configuration = call(client.sendRequest(
                        JobConfigHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()))
                .getExecutionConfigInfo();
        return configuration == null
                ? ""
                : configuration.getGlobalJobParameters().getOrDefault(name, "");
    }

    JobStatus status(String job) throws IOException {
        return call(client.getJobStatus(id(job)));
    }

    /** Whether every subtask runs. */
    boolean isRunning(String job) throws IOException {
        var details = call(client.getJobDetails(id(job)));
        return details.getJobStatus() == JobStatus.RUNNING
                && details.getJobVertexInfos().stream()
                        .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    }

    /** The newest failure of a job with its causes, as Flink prints it; empty if it never failed. */
    String failure(String job) throws IOException {
        JobExceptionsMessageParameters parameters = new JobExceptionsMessageParameters();
        parameters.jobPathParameter.resolve(id(job));
        var entries = call(client.sendRequest(
                        JobExceptionsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()))
                .getExceptionHistory()
                .getEntries();
        return entries.isEmpty() ? "" : entries.get(0).getStacktrace();
    }

    /** The configuration of the JobManager; Flink hides what it takes for secret. */
    Configuration configuration() throws IOException {
        Configuration configuration = new Configuration();
        call(client.sendRequest(
                        ClusterConfigurationInfoHeaders.getInstance(),
                        EmptyMessageParameters.getInstance(),
                        EmptyRequestBody.getInstance()))
                .forEach(entry -> configuration.setString(entry.getKey(), entry.getValue()));
        return configuration;
    }

    /** Submits a job and answers its id. */
    String submit(JobGraph graph) throws IOException {
        return call(client.submitJob(graph), SAVEPOINT_LIMIT_S).toHexString();
    }

    /** Takes a savepoint of a job that goes on; answers its path.
     *
     * @param directory null = the cluster's */
    String savepoint(String job, @Nullable String directory) throws IOException {
        return call(client.triggerSavepoint(id(job), directory, SavepointFormatType.CANONICAL), SAVEPOINT_LIMIT_S);
    }

    /** Stops a job with a savepoint, without draining it: open orders and positions stay as they are. Answers the savepoint's path.
     *
     * @param directory null = the cluster's */
    String stop(String job, @Nullable String directory) throws IOException {
        // Flink takes no savepoint while a task is about to start
        await(START_LIMIT, () -> status(job).isGloballyTerminalState() || isRunning(job));
        return call(
                client.stopWithSavepoint(id(job), false, directory, SavepointFormatType.CANONICAL), SAVEPOINT_LIMIT_S);
    }

    /** Cancels a job and waits until it is over. */
    void cancel(String job) throws IOException {
        call(client.cancel(id(job)));
        call(client.requestJobResult(id(job)), SAVEPOINT_LIMIT_S);
    }

    /** Waits until something holds.
     *
     * @return whether it came to hold within the limit */
    static boolean await(Duration limit, Condition condition) throws IOException {
        long limitNs = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - limitNs > 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return true;
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    @Override
    public void close() {
        client.close();
    }

    private static JobID id(String job) {
        if (!job.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("JOB must be an id of 32 hexadecimal digits, was " + job);
        }
        return JobID.fromHexString(job);
    }

    private <T> T call(CompletableFuture<T> answer) throws IOException {
        return call(answer, CALL_LIMIT_S);
    }

    private <T> T call(CompletableFuture<T> answer, long limitS) throws IOException {
        try {
            return answer.get(limitS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = ExceptionUtils.stripExecutionException(e);
            throw new IOException("Flink at " + restUrl + ": " + innermost(cause), cause);
        } catch (TimeoutException e) {
            throw new IOException("Flink at " + restUrl + " did not answer within " + limitS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for Flink at " + restUrl, e);
        }
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause.getMessage();
        return text == null ? cause.toString() : text.lines().findFirst().orElse(cause.toString());
    }
}
