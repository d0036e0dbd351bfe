package io.nexus.cli.cluster;

import io.nexus.cli.models.ServedModels;
import io.nexus.connectors.connection.Connections;
import io.nexus.job.TradingJob;
import io.nexus.job.models.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits the trading job to a cluster, as a new run or in the place of the job that runs. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        description = {
            "Submit the trading job to a Flink cluster and start its run.",
            "With --from it takes the place of the running job: a savepoint is taken while that goes on, its state is held"
                    + " against the new job, and only then the old one is stopped with a savepoint."
        })
public final class SubmitCommand implements Callable<Integer> {
    private static final String RUNNING = "running";
    private static final DateTimeFormatter RUN_ID =
            DateTimeFormatter.ofPattern("'run-'yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    JobOptions job = new JobOptions();

    @Mixin
    RunOptions run = new RunOptions();

    @Option(
            names = "--from",
            paramLabel = "PATH",
            arity = "0..1",
            fallbackValue = RUNNING,
            description =
                    "Continue from the running job, or, with a path, from this checkpoint or savepoint (of a run whose"
                            + " job is over).")
    @Nullable
    String from;

    @Override
    public Integer call() throws Exception {
        Path connect = cluster.file();
        Connections connections = Connections.read(connect);
        ServedModels.of(ModelFolder.of(connections.models()), System.out::println);
        try (FlinkCluster flink = FlinkCluster.at(connections.flink().restUrl())) {
            FlinkCluster.Job running = flink.running(TradingJob.NAME);
            if (from == null || !from.equals(RUNNING)) {
                refuseSecond(running);
            }
            String runId = run.id(connections, from == null ? RUN_ID.format(Instant.now()) : runOf(flink, running));
            Deployment deployment = Deployment.of(flink, runId, job.settings(), System.out::println);
            JobProgram program = job.program(connect, runId);
            String id;
            if (from == null) {
                id = deployment.launch(program, null);
            } else if (running == null) {
                id = deployment.launch(program, savepoint(from));
            } else {
                id = replace(flink, deployment, program, running);
            }
            Submissions.ofUser().keep(program, id);
            System.out.println("job " + id + " of run " + runId + " is RUNNING: " + flink.page(id));
            if (from == null) {
                RunOptions.start(connect, runId);
            }
            return 0;
        }
    }

    /** The run of a job that tells it; null if it does not. */
    private static @Nullable String runOf(FlinkCluster flink, FlinkCluster.@Nullable Job job) throws IOException {
        String runId = job == null ? "" : flink.parameter(job.id(), TradingJob.RUN_ID);
        return runId.isEmpty() ? null : runId;
    }

    private static StateSnapshot savepoint(String path) throws IOException {
        if (path.equals(RUNNING)) {
            throw new IOException("no job " + TradingJob.NAME + " runs; nexus restore takes the newest checkpoint");
        }
        return StateSnapshot.at(path);
    }

    private static void refuseSecond(FlinkCluster.@Nullable Job running) throws IOException {
        if (running != null) {
            throw new IOException("job " + running.id() + " runs, and two jobs would trade one account twice:"
                    + " take its place with --from, or stop it with nexus stop");
        }
    }

    private String replace(FlinkCluster flink, Deployment deployment, JobProgram program, FlinkCluster.Job old)
            throws IOException {
        StateSnapshot tried = StateSnapshot.at(flink.savepoint(old.id(), deployment.savepoints()));
        System.out.println("savepoint " + tried.path() + " of job " + old.id() + ", which goes on");
        List<String> problems = deployment.problems(program, tried);
        if (!problems.isEmpty()) {
            throw new IOException("the new job can't take over, and job " + old.id() + " goes on:\n  "
                    + String.join("\n  ", problems));
        }
        System.out.println("the new job can take over its state");
        StateSnapshot last = StateSnapshot.at(flink.stop(old.id(), deployment.savepoints()));
        System.out.println("stopped job " + old.id() + " with savepoint " + last.path());
        try {
            return deployment.launch(program, last);
        } catch (IOException e) {
            String arguments = Submissions.ofUser().argumentsOf(old.id());
            throw new IOException(
                    e.getMessage()
                            + "\n  NO JOB RUNS NOW. The old one again, from the same savepoint:\n  ./nexus restore --from "
                            + last.path() + (arguments == null ? " --jar <its jar>" : ' ' + arguments)
                            + (cluster.connect == null ? "" : " --connect " + cluster.connect),
                    e);
        }
    }
}
