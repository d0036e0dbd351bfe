package io.nexus.cli.process;

import io.nexus.cli.report.ControlRefusals;
import io.nexus.cli.report.StateReplays;
import io.nexus.cli.report.StoredCounts;
import io.nexus.cli.report.StoredStatus;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.control.ControlRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;

/** A run behind a connections file: its trade history in a database, its counts and control in Kafka. Holds nothing open. */
public final class ConnectedRun implements RunSource {
    private static final String SIMULATED_ACCOUNT = "SIM|";

    private final Path file;
    private final Connections connections;

    private ConnectedRun(Path file, Connections connections) {
        this.file = file;
        this.connections = connections;
    }

    /** The run of a file.
     *
     * @throws io.nexus.connectors.config.ConfigException naming file, key, value and what is allowed
     * @throws IOException if the file can't be read */
    public static ConnectedRun open(Path file) throws IOException {
        return new ConnectedRun(file, Connections.read(file));
    }

    @Override
    public String title() {
        return file + (isSimulated() ? "; SIMULATED MARKET: no claim of profit" : "");
    }

    /** Whether its orders go to the simulated exchange. */
    boolean isSimulated() {
        return connections.exchange().accounts().values().stream()
                .anyMatch(account -> account.startsWith(SIMULATED_ACCOUNT));
    }

    /** Its numbers, and whether they agree. */
    public ConnectedSummary summary() {
        return new ConnectedSummary(this, connections);
    }

    @Override
    public TradeHistory history() throws SQLException {
        return TradeHistory.open(HistoryConfig.defaults().at(connections.history()));
    }

    @Override
    public StoredCounts counts() throws IOException {
        Properties kafka = connections.kafkaClient();
        TopicAdmin.requirePresent(kafka, List.of(Topics.COUNTS, Topics.PROGRESS));
        return StoredCounts.read(kafka);
    }

    @Override
    public StoredStatus status() throws IOException {
        Properties kafka = connections.kafkaClient();
        TopicAdmin.requirePresent(kafka, List.of(Topics.CONTROL));
        SignedRecords signed = new SignedRecords(FeedKeys.load(KeyFiles.feed(connections)));
        StoredStatus[] newest = {StoredStatus.NONE};
        StateReplays replays = new StateReplays();
        ControlRefusals refusals = new ControlRefusals();
        try (TopicReader topic = new TopicReader(kafka)) {
            topic.read(
                    Topics.CONTROL, record -> newest[0] = after(newest[0], signed.control(record), replays, refusals));
        }
        return newest[0];
    }

    private static StoredStatus after(
            StoredStatus known, ControlRecord record, StateReplays replays, ControlRefusals refusals) {
        if (record.message() == null) {
            refusals.note(record);
            return known;
        }
        return replays.isReplay(record) ? known : known.with(record.message());
    }

    @Override
    public ControlTarget controlTarget() throws IOException {
        Collection<String> accounts =
                new TreeSet<>(connections.exchange().accountByMarket().values());
        Properties kafka = connections.kafkaClient();
        TopicAdmin.requirePresent(kafka, List.of(Topics.CONTROL, Topics.PROGRESS));
        long feedTimeMs = Math.max(0, StoredCounts.newestProgressMs(kafka));
        return new ControlTarget(kafka, KeyFiles.feed(connections), List.copyOf(accounts), feedTimeMs);
    }

    @Override
    public void close() {
        // every read opens and closes what it needs
    }
}
