package io.nexus.job;

import io.nexus.connectors.config.ConfigException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a main of the job is told.
 *
 * @param connect file of connections
 * @param config file of the numbers that decide; null = the defaults
 * @param runId of the start message that the job waits for before it trades */
record JobArguments(Path connect, @Nullable Path config, String runId) {
    static final String HELP =
            """
            NEXUS trading job. It reads signed market data, trades, and writes what became of it to topics.

            Arguments:
              --connect FILE   where Kafka, exchange and key files are (connections.yaml); needed
              --config FILE    the numbers that decide (nexus.yaml); what it leaves out has its default
              --run-id ID      run that this job continues or begins; it trades only after the control
                               topic has a START of that id: `nexus submit` and `nexus start` send it; needed
              --help           this text

            Both files are read where the job is submitted. They name files of secrets; those are read on the
            TaskManagers. How Flink runs the job (parallelism, state backend, checkpoints, restart strategy) is
            Flink's configuration.
            """;

    private static final String CONNECT = "--connect";
    private static final String CONFIG = "--config";
    private static final String RUN_ID = "--run-id";

    /** Reads arguments.
     *
     * @throws ConfigException naming what is missing or unknown, never a value that may be a secret */
    static JobArguments parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!name.equals(CONNECT) && !name.equals(CONFIG) && !name.equals(RUN_ID)) {
                throw new ConfigException("unknown argument " + name + "; known are " + CONNECT + ", " + CONFIG + ", "
                        + RUN_ID + ", --help");
            }
            if (i + 1 == arguments.length || arguments[i + 1].isBlank()) {
                throw new ConfigException(name + " needs a value");
            }
            if (values.put(name, arguments[i + 1]) != null) {
                throw new ConfigException(name + " is given twice");
            }
        }
        String config = values.get(CONFIG);
        return new JobArguments(
                Path.of(needed(values, CONNECT)), config == null ? null : Path.of(config), needed(values, RUN_ID));
    }

    private static String needed(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new ConfigException(name + " is needed; --help says what it is");
        }
        return value;
    }
}
