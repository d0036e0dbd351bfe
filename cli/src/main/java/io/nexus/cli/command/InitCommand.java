package io.nexus.cli.command;

import io.nexus.cli.process.KeyFiles;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistorySchema;
import io.nexus.connectors.history.HistorySchema.Migration;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.check.Check;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prepares what the processes around a job need. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Create the topics and the tables of the trade history where they are missing.",
            "Topics that exist with other partitions, retention, cleanup policy or replication are refused, and nothing is"
                    + " created then.",
            "A second call finds everything there and changes nothing."
        })
public final class InitCommand implements Callable<Integer> {
    private static final int MOST_REPLICATION = 100;
    private static final long MIB = 1L << 20;

    @Mixin
    ConnectOption connect = new ConnectOption();

    @Option(
            names = "--replication",
            paramLabel = "N",
            description = "Copies of each partition (default: the broker's; existing topics may have any).")
    @Nullable
    Integer replication;

    @Option(
            names = "--market-retention",
            paramLabel = "MIB",
            description = "MiB kept of each of the market topic's 8 partitions (default: ${DEFAULT-VALUE}).")
    long marketRetentionMib = Topics.MARKET_RETENTION_BYTES / MIB;

    @Option(
            names = "--keys",
            description =
                    "Also make the key files that do not exist: feed.keys-file, and exchange.key-file where the exchange"
                            + " is on this machine. Only their owner may read them.")
    boolean isMakingKeys;

    @Option(names = "--json", description = "As a JSON object instead of text.")
    boolean isJson;

    @Override
    public Integer call() throws Exception {
        Connections connections = connect.read();
        Check.inRange("--market-retention", (double) marketRetentionMib, 1, 1 << 20);
        OptionalInt copies = OptionalInt.empty();
        if (replication != null) {
            Check.inRange("--replication", (double) replication, 1, MOST_REPLICATION);
            copies = OptionalInt.of(replication);
        }
        TopicAdmin.Report topics =
                TopicAdmin.create(connections.kafkaClient(), Topics.all(marketRetentionMib * MIB), copies);
        Migration history = connections.history().url().isBlank()
                ? null
                : HistorySchema.create(HistoryConfig.defaults().at(connections.history()));
        List<Path> keys = isMakingKeys ? KeyFiles.create(connections) : List.of();
        System.out.print(isJson ? json(topics, history, keys) : text(topics, history, keys));
        return 0;
    }

    private static String json(TopicAdmin.Report topics, @Nullable Migration history, List<Path> keys) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("topics", topics);
        values.put("history", history == null ? "skipped" : history.from() == 0 ? "created" : "present");
        if (history != null) {
            values.put("historyVersion", history.to());
        }
        values.put("keysCreated", keys.stream().map(Path::toString).toList());
        return RecordJson.text(values) + '\n';
    }

    private static String text(@Nullable Migration history) {
        if (history == null) {
            return "skipped, history.url is empty";
        }
        if (history.from() == 0) {
            return "tables created, version " + history.to();
        }
        return history.from() == history.to()
                ? "its tables are there already, version " + history.to()
                : "tables migrated from version " + history.from() + " to " + history.to();
    }

    private static String text(TopicAdmin.Report topics, @Nullable Migration history, List<Path> keys) {
        StringBuilder text = new StringBuilder();
        if (!topics.created().isEmpty()) {
            text.append("topics created: ")
                    .append(String.join(", ", topics.created()))
                    .append('\n');
        }
        if (!topics.present().isEmpty()) {
            text.append("topics there already, nothing changed: ")
                    .append(topics.present().size())
                    .append('\n');
        }
        text.append("trade history: ").append(text(history)).append('\n');
        keys.forEach(file -> text.append("key file made: ").append(file).append('\n'));
        return text.toString();
    }
}
