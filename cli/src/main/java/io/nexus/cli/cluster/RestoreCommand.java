package io.nexus.cli.cluster;

import io.nexus.connectors.connection.Connections;
import io.nexus.job.TradingJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the trading job back after its cluster or its job was lost. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Submit the trading job from the newest complete checkpoint or savepoint of its run.",
            "It is the next older one if the job can't be restored from that."
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    JobOptions job = new JobOptions();

    @Mixin
    RunOptions run = new RunOptions();

    @Option(names = "--from", paramLabel = "PATH", description = "This checkpoint or savepoint and no other.")
    @Nullable
    String from;

    @Override
    public Integer call() throws Exception {
        Path connect = cluster.file();
        Connections connections = Connections.read(connect);
        String runId = run.id(connections, null);
        try (FlinkCluster flink = FlinkCluster.at(connections.flink().restUrl())) {
            FlinkCluster.Job running = flink.running(TradingJob.NAME);
            if (running != null) {
                throw new IOException("job " + running.id() + " runs already");
            }
            Deployment deployment = Deployment.of(flink, runId, job.settings(), System.out::println);
            JobProgram program = job.program(connect, runId);
            String id = launch(deployment, program, candidates(deployment, runId));
            Submissions.ofUser().keep(program, id);
            System.out.println("job " + id + " of run " + runId + " is RUNNING: " + flink.page(id));
        }
        return 0;
    }

    private List<StateSnapshot> candidates(Deployment deployment, String runId) throws IOException {
        if (from != null) {
            return List.of(StateSnapshot.at(from));
        }
        List<StateSnapshot> found = new ArrayList<>(StateSnapshot.below(deployment.checkpoints()));
        found.addAll(StateSnapshot.below(deployment.savepoints()));
        found.sort(Comparator.comparingLong(StateSnapshot::number).reversed());
        if (found.isEmpty()) {
            throw new IOException("run " + runId + " has no complete checkpoint or savepoint in "
                    + deployment.checkpoints() + " or " + deployment.savepoints()
                    + "; name another run with --run-id, or a path with --from");
        }
        return found;
    }

    /** The first that can be restored. What fails for another reason, like a cluster without free slots, would only go back in time
     * with an older one. */
    private static String launch(Deployment deployment, JobProgram program, List<StateSnapshot> candidates)
            throws IOException {
        StateRestoreException first = null;
        for (StateSnapshot candidate : candidates) {
            try {
                System.out.println("restoring from number " + candidate.number() + " of job "
                        + (candidate.job().isEmpty() ? "unknown" : candidate.job()) + ": " + candidate.path());
                return deployment.launch(program, candidate);
            } catch (StateRestoreException e) {
                System.out.println("not from number " + candidate.number() + ": " + e.getMessage());
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first == null ? new IOException("nothing to restore from") : first;
    }
}
