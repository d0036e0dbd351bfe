package io.nexus.cli.cluster;

import io.nexus.cli.process.ConnectedRun;
import io.nexus.cli.process.KeyFiles;
import io.nexus.cli.process.TradingControl;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.kafka.ControlLog;
import io.nexus.connectors.wire.FeedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which run a job belongs to: a run begins with its START on the control topic and goes on through every restore. */
final class RunOptions {
    /** The first START is taken once the job has read the market up to a heartbeat. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description =
                    "Run that the job begins or continues (default: a new one; where a job is continued, the newest).")
    @Nullable
    String runId;

    /** The run's id.
     *
     * @param known of a run that begins, or of a job that runs; null = the run that the control topic names last
     * @throws IOException if there is none */
    String id(Connections connections, @Nullable String known) throws IOException {
        if (runId != null) {
            return runId;
        }
        if (known != null) {
            return known;
        }
        String newest = ControlLog.newestRun(connections.kafkaClient(), FeedKeys.load(KeyFiles.feed(connections)));
        if (newest == null) {
            throw new IOException("the control topic names no run; name it with --run-id");
        }
        return newest;
    }

    /** Starts the run and waits until Layer 6 has taken it.
     *
     * @throws IOException if control can't be read or written
     * @throws IllegalStateException if Layer 6 has not taken it within the limit; the text says what was seen last */
    static void start(Path connect, String id) throws IOException {
        try (ConnectedRun run = ConnectedRun.open(connect)) {
            TradingControl control = new TradingControl(run.controlTarget());
            control.start(id, START_LIMIT).forEach(System.out::println);
        }
    }
}
