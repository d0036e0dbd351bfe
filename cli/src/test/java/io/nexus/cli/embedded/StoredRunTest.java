package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.cli.process.FeedPlan;
import io.nexus.cli.report.StoredCounts;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.TradeHistory;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.testbed.database.HistoryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredRunTest {
    @TempDir
    Path root;

    private DataDirectory begun() throws IOException {
        DataDirectory directory = DataDirectory.open(root);
        directory.begin(new DataDirectory.Run("run", FeedPlan.source(null), 1, 0, 0, 1));
        Files.createDirectories(directory.database());
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
    void showsItsAddressesToItsOwnerOnlyAndTakesThemBack() throws IOException {
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

    @Test
    void refusesDirectoriesWithoutARun() {
        assertThatThrownBy(() -> StoredRun.open(root)).hasMessage("data directory " + root + " holds no run");
        assertThatThrownBy(() -> StoredRun.open(root.resolve("none")))
                .hasMessage("there is no data directory " + root.resolve("none"));
    }
}
