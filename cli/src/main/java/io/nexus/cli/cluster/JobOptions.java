package io.nexus.cli.cluster;

import io.nexus.job.graph.JobSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is submitted. */
final class JobOptions {
    private static final String BUILT = "job/target/nexus-job-0.1.0-SNAPSHOT-cluster.jar";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The numbers that decide (nexus.yaml); what it leaves out has its default.")
    @Nullable
    Path config;

    @Option(names = "--jar", paramLabel = "FILE", description = "The job's jar (default: the one that is built here).")
    @Nullable
    Path jar;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Setting of Flink for this job, over the cluster's own: -D parallelism.default=2.")
    Map<String, String> flink = new LinkedHashMap<>();

    JobProgram program(Path connect, String runId) {
        Path file = jar != null
                ? jar
                : Path.of(System.getProperty("nexus.home", ".")).resolve(BUILT);
        return new JobProgram(file, connect, config, runId);
    }

    /** Settings of Flink that this submission asks for.
     *
     * @throws io.nexus.connectors.config.ConfigException if the job can't run that way */
    Configuration settings() {
        Configuration settings = Configuration.fromMap(flink);
        JobSettings.check(settings);
        return settings;
    }
}
