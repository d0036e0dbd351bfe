package io.nexus.connectors.history;

import io.nexus.connectors.connection.Connections;
import io.nexus.domain.check.Check;
import io.nexus.domain.check.PerRun;
import java.io.Serializable;
import java.nio.file.Path;

/** Where trade history is kept and how it is written.
 *
 * @param url JDBC address, {@code jdbc:h2:...} or {@code jdbc:postgresql:...}; a password in it is refused
 * @param user database user, may be empty
 * @param passwordFile file on every machine that holds the password on its first line; empty = no password
 * @param batchSize most records that are written in one transaction, 1 to 10,000
 * @param batchIntervalMs wall time for which records are gathered before they are written however few, 1 to 10,000 ms
 * @param statementTimeoutMs wall time after which a statement is given up and tried again, 1,000 to 600,000 ms */
public record HistoryConfig(
        @PerRun String url,
        @PerRun String user,
        @PerRun String passwordFile,
        int batchSize,
        long batchIntervalMs,
        long statementTimeoutMs)
        implements Serializable {
    public HistoryConfig {
        Check.notBlank("url", url);
        JdbcUrl.check(url);
        Check.inRange("batchSize", (double) batchSize, 1, 10_000);
        Check.inRange("batchIntervalMs", batchIntervalMs, 1, 10_000);
        Check.inRange("statementTimeoutMs", statementTimeoutMs, 1_000, 600_000);
    }

    public static HistoryConfig defaults() {
        return new HistoryConfig("jdbc:h2:./history", "", "", 200, 500, 10_000);
    }

    /** The embedded database in a directory; only one process opens it at a time, others ask its {@code HistoryServer}. It
     * stays open while the process shuts down, so that the last batches can be written. A transaction is with the operating
     * system before its offsets are committed to Kafka: a killed process would lose the last half second without a word. */
    public static HistoryConfig embedded(Path directory) {
        return defaults().in(directory);
    }

    /** The embedded database in a directory for those who only read: nothing is written, made or migrated, so that it may be on
     * a medium that can't be written. */
    public static HistoryConfig readOnly(Path directory) {
        HistoryConfig embedded = embedded(directory);
        return embedded.withUrl(embedded.url + JdbcUrl.READ_ONLY + ";IFEXISTS=TRUE");
    }

    /** The same, kept by the embedded database in a directory. */
    public HistoryConfig in(Path directory) {
        return withUrl("jdbc:h2:file:" + directory.resolve("history").toAbsolutePath()
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0");
    }

    /** The same, kept where {@code connections.yaml} says.
     *
     * @throws io.nexus.connectors.config.ConfigException if it names no database */
    public HistoryConfig at(Connections.History database) {
        return new HistoryConfig(
                Connections.required("history.url", database.url()),
                database.user(),
                database.passwordFile(),
                batchSize,
                batchIntervalMs,
                statementTimeoutMs);
    }

    public HistoryConfig withUrl(String newUrl) {
        return new HistoryConfig(newUrl, user, passwordFile, batchSize, batchIntervalMs, statementTimeoutMs);
    }

    /** The address as it may be logged: without parameters and without the key of a server that asks for one. */
    public String shownUrl() {
        return JdbcUrl.shown(url);
    }

    /** Whether only one process at a time opens the database, so that nobody else can have made its tables. */
    boolean isEmbedded() {
        return JdbcUrl.isEmbedded(url);
    }

    /** Whether nothing may be made in the database. */
    boolean isReadOnly() {
        return url.contains(JdbcUrl.READ_ONLY);
    }

    /** Whether a reader makes what is missing in the database. */
    boolean isMadeByReaders() {
        return isEmbedded() && !isReadOnly();
    }

    SqlDialect dialect() {
        return SqlDialect.of(url);
    }
}
