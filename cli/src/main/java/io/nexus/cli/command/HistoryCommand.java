package io.nexus.cli.command;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.process.InstrumentList;
import io.nexus.cli.process.KeyFiles;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryFollower;
import io.nexus.connectors.history.HistoryProgress;
import io.nexus.connectors.history.HistorySchema;
import io.nexus.connectors.history.HistorySchemaException;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trade history as a process of its own. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Write the trade history until it is stopped.",
            "Orders, executions, positions, stop moves, decisions and outcomes go from their topics into the database of the"
                    + " connections.",
            "It resumes where its consumer group nexus-history is. While database or Kafka are away it waits; the job that"
                    + " trades does not notice. The tables are made by nexus init."
        })
public final class HistoryCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryCommand.class);

    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file (YAML); what it leaves out has its default.")
    @Nullable
    Path file;

    @Override
    public Integer call() throws Exception {
        Connections connections = connect.read();
        HistoryConfig config =
                ConfigFile.read(file, RunConfig.defaults()).history().at(connections.history());
        InstrumentCatalog instruments = InstrumentList.load(connections);
        requireTables(config);
        Interruption interruption = Interruption.ofSignals();
        HistoryFollower history = HistoryFollower.start(
                config, instruments, connections.kafkaClient(), FeedKeys.load(KeyFiles.feed(connections)));
        try (history) {
            System.out.println(
                    "trade history: writes to " + config.shownUrl() + ", consumer group " + HistoryFollower.GROUP);
            ServiceLoop.run(interruption, new Reported(history));
        }
        System.out.println("trade history: stopped, " + rows(history.progress()));
        return 0;
    }

    /** A database that does not answer yet may do so later; tables that are missing do not come by themselves. */
    private static void requireTables(HistoryConfig config) throws HistorySchemaException {
        try {
            HistorySchema.check(config);
        } catch (HistorySchemaException e) {
            throw e;
        } catch (SQLException e) {
            LOG.warn("the trade history's tables could not be checked yet", e);
        }
    }

    private static String rows(HistoryProgress progress) {
        return progress.rows() + " rows written, " + (progress.unreadable() + progress.refused()) + " left out";
    }

    /** Reports once that everything which was on the topics is written. */
    private static final class Reported implements ServiceLoop.Watched {
        private final HistoryFollower history;
        private boolean hasCaughtUp;

        Reported(HistoryFollower history) {
            this.history = history;
        }

        @Override
        public String failure() {
            Throwable failure = history.failure();
            return failure == null ? "" : "trade history: " + failure;
        }

        @Override
        public void report() {
            HistoryProgress progress = history.progress();
            if (!hasCaughtUp && progress.isCaughtUp()) {
                hasCaughtUp = true;
                System.out.println("trade history: caught up, " + rows(progress));
            }
        }
    }
}
