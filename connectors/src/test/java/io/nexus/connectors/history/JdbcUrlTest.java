package io.nexus.connectors.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JdbcUrlTest {
    private static final String KEY = "0123456789abcdef".repeat(3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jdbc:postgresql://db.example:5432/nexus?user=nexus&sslkey=x | jdbc:postgresql://db.example:5432/nexus
                    jdbc:postgresql://nexus:geheim@db.example/nexus             | jdbc:postgresql://db.example/nexus
                    jdbc:h2:tcp://127.0.0.1:9092/./nexus;CIPHER=AES             | jdbc:h2:tcp://127.0.0.1:9092/./nexus
                    jdbc:h2:file:/data/history;DB_CLOSE_ON_EXIT=FALSE           | jdbc:h2:file:/data/history
                    """)
    void isShownWithoutParametersAndUser(String url, String shown) {
        assertThat(JdbcUrl.shown(url)).isEqualTo(shown);
    }

    @Test
    void isShownWithoutTheKeyOfAServer() {
        assertThat(JdbcUrl.shown("jdbc:h2:tcp://127.0.0.1:9092/" + KEY + ";IFEXISTS=TRUE"))
                .isEqualTo("jdbc:h2:tcp://127.0.0.1:9092/...");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:postgresql://h/db?user=a&Password=geheim", "jdbc:h2:tcp://h/db;PASSWORD=geheim"})
    void refusesAPasswordInTheOpenWithoutShowingIt(String url) {
        assertThatThrownBy(() -> JdbcUrl.check(url))
                .hasMessageStartingWith("url must hold no password: put it into a file")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void refusesInsertsOfManyRowsBecauseAKeyMayBeInABatchTwice() {
        assertThatThrownBy(() -> JdbcUrl.check("jdbc:postgresql://h/db?reWriteBatchedInserts=true"))
                .hasMessageContaining("url must not set reWriteBatchedInserts");
    }

    @Test
    void endsEveryWaitUnlessTheAddressSaysHow() {
        assertThat(JdbcUrl.properties("jdbc:postgresql://h/db", 10_000))
                .containsAllEntriesOf(
                        Map.of("connectTimeout", "5", "socketTimeout", "15", "options", "-c statement_timeout=10000"));
        assertThat(JdbcUrl.properties("jdbc:h2:tcp://h/db", 10_000))
                .isEqualTo(Map.of("LOCK_TIMEOUT", "2000", "NETWORK_TIMEOUT", "15000"));
        assertThat(JdbcUrl.properties("jdbc:h2:tcp://h/db;lock_timeout=9;NETWORK_TIMEOUT=8", 10_000))
                .isEmpty();
        assertThat(JdbcUrl.properties("jdbc:h2:file:/data/history", 1_000)).isEqualTo(Map.of("LOCK_TIMEOUT", "1000"));
    }

    @Test
    void knowsADatabaseOfOneProcess() {
        assertThat(JdbcUrl.isEmbedded("jdbc:h2:./history")).isTrue();
        assertThat(JdbcUrl.isEmbedded("jdbc:h2:tcp://h/db")).isFalse();
        assertThat(JdbcUrl.isEmbedded("jdbc:postgresql://h/db")).isFalse();
    }
}
