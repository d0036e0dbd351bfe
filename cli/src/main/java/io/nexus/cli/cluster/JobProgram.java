package io.nexus.cli.cluster;

import io.nexus.connectors.config.ConfigException;
import io.nexus.job.TradingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.client.program.PackagedProgramUtils;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.jspecify.annotations.Nullable;

/** The job's jar with its arguments. Its main runs in this process, with the jar's classes, and gives a graph.
 *
 * @param config file of the numbers that decide; null = the defaults */
record JobProgram(Path jar, Path connect, @Nullable Path config, String runId) {
    private static final List<String> PARENT_FIRST = Stream.concat(
                    Stream.of(
                                    "annotation.",
                                    "api.",
                                    "changelog.",
                                    "client.",
                                    "configuration.",
                                    "contrib.",
                                    "core.",
                                    "datastream.",
                                    "events.",
                                    "management.",
                                    "metrics.",
                                    "queryablestate.",
                                    "runtime.",
                                    "shaded.",
                                    "state.",
                                    "streaming.api.",
                                    "streaming.runtime.",
                                    "table.",
                                    "traces.",
                                    "types.",
                                    "util.")
                            .map("org.apache.flink."::concat),
                    Stream.of(
                            "java.",
                            "javax.",
                            "org.slf4j.",
                            "org.apache.logging.",
                            "org.apache.log4j.",
                            "org.rocksdb."))
            .toList();

    JobProgram {
        if (!Files.isRegularFile(jar)) {
            throw new ConfigException("--jar: there is no file " + jar);
        }
    }

    /** The graph under Flink's settings, with the jar to be sent along, and the class loader that knows its classes.
     *
     * @throws ConfigException if the main refuses arguments or files
     * @throws IOException if the jar is no job */
    Planned plan(Configuration settings) throws IOException {
        try {
            PackagedProgram program = PackagedProgram.newBuilder()
                    .setJarFile(jar.toFile())
                    .setEntryPointClassName(TradingJob.class.getName())
                    .setConfiguration(apart(settings))
                    .setArguments(arguments().toArray(String[]::new))
                    .build();
            JobGraph graph = PackagedProgramUtils.createJobGraph(
                    program, settings, settings.get(CoreOptions.DEFAULT_PARALLELISM), false);
            return new Planned(graph, program);
        } catch (ProgramInvocationException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            // the jar's own classes come from another class loader: known by name
            if (cause.getClass().getName().equals(ConfigException.class.getName())) {
                throw new ConfigException(String.valueOf(cause.getMessage()));
            }
            throw new IOException(jar + " gives no job: " + cause, e);
        }
    }

    /** This process has another copy of the Kafka connector, of Kafka's client and of the job: of Flink only what the jar leaves out
     * may come from here. */
    private static Configuration apart(Configuration settings) {
        Configuration configuration = new Configuration(settings);
        configuration.set(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS, PARENT_FIRST);
        return configuration;
    }

    private List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--connect", connect.toAbsolutePath().toString(), "--run-id", runId));
        if (config != null) {
            arguments.addAll(List.of("--config", config.toAbsolutePath().toString()));
        }
        return arguments;
    }

    /** A graph and the program it came from, whose class loader is open until it is closed. */
    record Planned(JobGraph graph, PackagedProgram program) implements AutoCloseable {
        ClassLoader classes() {
            return program.getUserCodeClassLoader();
        }

        @Override
        public void close() {
            program.close();
        }
    }
}
