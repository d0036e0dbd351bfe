package io.nexus.connectors.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.connection.Connections;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class HistoryConfigTest {
    @Test
    void defaultsToAnEmbeddedDatabase() {
        assertThat(HistoryConfig.defaults())
                .isEqualTo(new HistoryConfig("jdbc:h2:./history", "", "", 200, 500, 10_000));
        assertThat(HistoryConfig.embedded(Path.of("/data")).url())
                .isEqualTo("jdbc:h2:file:/data/history;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    }

    @Test
    void knowsItsDatabaseByTheAddress() {
        HistoryConfig config = HistoryConfig.defaults().withUrl("jdbc:postgresql://localhost/nexus");

        assertThat(config.dialect()).isEqualTo(SqlDialect.POSTGRESQL);
    }

    @Test
    void takesPlaceAndUserOfTheConnectionsAndKeepsItsOwnNumbers() {
        HistoryConfig own = new HistoryConfig("jdbc:h2:./history", "", "", 7, 8, 9_000);

        assertThat(own.at(new Connections.History("jdbc:postgresql://h/db", "nexus", "/run/secrets/history")))
                .isEqualTo(new HistoryConfig("jdbc:postgresql://h/db", "nexus", "/run/secrets/history", 7, 8, 9_000));
        assertThatThrownBy(() -> own.at(new Connections.History("", "", "")))
                .hasMessage("connections: history.url is needed and empty");
    }

    @Test
    void refusesWhatItCannotUseByName() {
        assertThatThrownBy(() -> HistoryConfig.defaults().withUrl("jdbc:mysql://x"))
                .hasMessage("url must start with jdbc:h2: or jdbc:postgresql:, was jdbc:mysql://x");
        assertThatThrownBy(() -> new HistoryConfig("jdbc:h2:./history", "", "", 0, 500, 10_000))
                .hasMessageStartingWith("batchSize must be in [1");
    }
}
