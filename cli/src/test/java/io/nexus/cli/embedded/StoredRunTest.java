package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.cli.process.FeedPlan;
import io.nexus.cli.report.StoredCounts;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistorySchema;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.testbed.database.HistoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredRunTest {
    @TempDir
    Path root;

    private DataDirectory begun() throws IOException, SQLException {
        DataDirectory directory = DataDirectory.open(root);
        directory.begin(new DataDirectory.Run("run", FeedPlan.source(null), 1, 0, 0, 1, null, null));
        Files.createDirectories(directory.database());
        HistorySchema.create(HistoryConfig.embedded(directory.database()));
        return directory;
    }

    @Test
    void readsARunThatIsOver() throws IOException, SQLException {
        StoredCounts counts = new StoredCounts(5, List.of(new FunnelCount("A", "L4.WEAK", 6, 5)));
        try (DataDirectory directory = begun()) {
            counts.store(directory.counts());
            directory.publish(new DataDirectory.Addresses("127.0.0.1:1", "jdbc:h2:tcp://gone", "SIM|USDM|main"));
        }

        try (StoredRun run = StoredRun.open(root);
                TradeHistory history = run.history()) {
            assertThat(run.isInProgress()).isFalse();
            assertThat(run.isSimulatedMarket()).isTrue();
            assertThat(run.counts()).isEqualTo(counts);
            assertThat(history.orders(1)).isEmpty();
            assertThatThrownBy(run::addresses).hasMessage("no run is in progress in " + root);
        }
    }

    @Test
    void asksARunInProgressForItsHistory() throws IOException, SQLException {
        try (DataDirectory directory = begun();
                TradeHistory held = TradeHistory.open(HistoryConfig.embedded(directory.database()));
                HistoryServer server = HistoryServer.start(directory.database())) {
            directory.publish(new DataDirectory.Addresses("127.0.0.1:1", server.url(), "SIM|USDM|main"));

            try (StoredRun run = StoredRun.open(root);
                    TradeHistory history = run.history()) {
                assertThat(run.isInProgress()).isTrue();
                assertThat(run.addresses().account()).isEqualTo("SIM|USDM|main");
                assertThat(history.orders(1)).isEqualTo(held.orders(1));
            }
        }
    }

    @Test
    void showsItsAddressesToItsOwnerOnlyAndTakesThemBack() throws IOException, SQLException {
        try (DataDirectory directory = begun();
                StoredRun run = StoredRun.open(root)) {
            directory.publish(new DataDirectory.Addresses("broker", "history", "account"));
            Path file = root.resolve("addresses.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");

            directory.withdraw();

            assertThat(file).doesNotExist();
            assertThatThrownBy(run::addresses).hasMessageContaining("is starting or ending");
        }
    }

    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                String bytes = Files.isRegularFile(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
                content.put(root.relativize(file).toString(), Files.getLastModifiedTime(file) + " " + bytes);
            }
        }
        return content;
    }

    @Test
    void writesNothingIntoTheDirectoryThatItReads() throws IOException, SQLException {
        begun().close();
        Map<String, String> before = content();

        try (StoredRun run = StoredRun.open(root);
                TradeHistory history = run.history()) {
            assertThat(history.orders(10)).isEmpty();
            assertThat(history.openPositions()).isEmpty();
            assertThat(run.counts()).isEqualTo(StoredCounts.NONE);
            assertThat(content()).isEqualTo(before);
        }
        assertThat(content()).isEqualTo(before);
    }

    @Test
    void readsTheHistoryOfAProcessThatWasKilledWithoutMendingIt(@TempDir Path copy) throws IOException, SQLException {
        begun().close();
        try (Connection writer = DriverManager.getConnection(
                        HistoryConfig.embedded(root.resolve("history")).url());
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("INSERT INTO schema_version SELECT * FROM schema_version WHERE FALSE");
            statement.execute("CREATE TABLE half_done (id INT)");
            Files.createDirectories(copy.resolve("history"));
            for (String name : new String[] {"run.json", "lock", "history/history.mv.db"}) {
                Files.copy(root.resolve(name), copy.resolve(name));
            }
        }

        byte[] before = Files.readAllBytes(copy.resolve("history/history.mv.db"));
        try (StoredRun run = StoredRun.open(copy);
                TradeHistory history = run.history()) {
            assertThat(history.orders(10)).isEmpty();
        }
        assertThat(Files.readAllBytes(copy.resolve("history/history.mv.db"))).isEqualTo(before);
    }

    @Test
    void saysThatThereIsNoHistoryInsteadOfMakingAnEmptyOne() throws IOException, SQLException {
        begun().close();
        Files.delete(root.resolve("history/history.mv.db"));

        try (StoredRun run = StoredRun.open(root)) {
            assertThatThrownBy(run::history)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("trade history")
                    .hasMessageContaining("can't be opened");
        }
        assertThat(root.resolve("history/history.mv.db")).doesNotExist();
    }

    @Test
    void refusesDirectoriesWithoutARun() {
        assertThatThrownBy(() -> StoredRun.open(root)).hasMessage("data directory " + root + " holds no run");
        assertThatThrownBy(() -> StoredRun.open(root.resolve("none")))
                .hasMessage("there is no data directory " + root.resolve("none"));
    }
}
