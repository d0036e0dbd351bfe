package io.nexus.cli.cluster;

import io.nexus.cli.report.Terminal;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.job.TradingJob;
import io.nexus.lab.table.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the trading jobs of a cluster. */
@Command(name = "jobs", mixinStandardHelpOptions = true, description = "Show the cluster's trading jobs, newest first.")
public final class JobsCommand implements Callable<Integer> {
    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "As a JSON list of {id, name, state, startedAtMs, restoredFrom}.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        try (FlinkCluster flink = cluster.open()) {
            List<FlinkCluster.Job> jobs = flink.jobs(TradingJob.NAME);
            if (isJson) {
                System.out.println(RecordJson.text(jobs));
                return 0;
            }
            TextTable table = new TextTable("id", "name", "state", "started (UTC)", "restored from");
            for (FlinkCluster.Job job : jobs) {
                table.row(
                        job.id(),
                        job.name(),
                        job.state(),
                        Instant.ofEpochMilli(job.startedAtMs()),
                        job.restoredFrom().isEmpty() ? "-" : job.restoredFrom());
            }
            System.out.print(table.fit(Terminal.tableColumns()));
        }
        return 0;
    }
}
