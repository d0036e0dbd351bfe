package io.nexus.cli.cluster;

import io.nexus.job.TradingJob;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about one job of a cluster. */
abstract class RunningJobCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "Id of the job (default: the one that runs).")
    @Nullable
    String job;

    @Override
    public Integer call() throws Exception {
        try (FlinkCluster flink = cluster.open()) {
            FlinkCluster.Job running = job != null ? null : flink.running(TradingJob.NAME);
            if (job == null && running == null) {
                throw new IOException("no job " + TradingJob.NAME + " runs on this cluster");
            }
            act(flink, running == null ? String.valueOf(job) : running.id());
        }
        return 0;
    }

    abstract void act(FlinkCluster flink, String id) throws IOException;
}
