package io.nexus.connectors.history;

import io.nexus.connectors.connection.Connections;
import io.nexus.domain.check.Check;
import io.nexus.domain.check.PerRun;
import java.io.Serializable;
import java.nio.file.Path;

/** Where trade history is kept and how it is written.
 *
 * @param url JDBC address, {@code jdbc:h2:...} or {@code jdbc:postgresql:...}; holds no secret
 * @param user database user, may be empty
 * @param passwordFile file on every machine that holds the password on its first line; empty = no password
 * @param batchSize rows after which a batch is written, 1 to 10,000
 * @param batchIntervalMs wall time after which a batch is written however small, 1 to 60,000 ms
 * @param maxRetries how often a failed batch is tried again before the job fails, 0 to 100 */
public record HistoryConfig(
        @PerRun String url,
        @PerRun String user,
        @PerRun String passwordFile,
        int batchSize,
        long batchIntervalMs,
        int maxRetries)
        implements Serializable {
    public HistoryConfig {
        Check.notBlank("url", url);
        SqlDialect.of(url);
        Check.inRange("batchSize", (double) batchSize, 1, 10_000);
        Check.inRange("batchIntervalMs", (double) batchIntervalMs, 1, 60_000);
        Check.inRange("maxRetries", (double) maxRetries, 0, 100);
    }

    public static HistoryConfig defaults() {
        return new HistoryConfig("jdbc:h2:./history", "", "", 200, 500, 3);
    }

    /** The embedded database in a directory; only one process opens it at a time, others ask its {@link HistoryServer}. It
     * stays open while the process shuts down, so that the last batches can be written. */
    public static HistoryConfig embedded(Path directory) {
        return defaults().in(directory);
    }

    /** The same, kept by the embedded database in a directory. */
    public HistoryConfig in(Path directory) {
        return withUrl("jdbc:h2:file:" + directory.resolve("history").toAbsolutePath()
                + ";LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE");
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
                maxRetries);
    }

    public HistoryConfig withUrl(String newUrl) {
        return new HistoryConfig(newUrl, user, passwordFile, batchSize, batchIntervalMs, maxRetries);
    }

    /** The address without the key of a {@link HistoryServer}. */
    String shownUrl() {
        return url.replaceFirst("(jdbc:h2:tcp://[^/]+/).*", "$1...");
    }

    SqlDialect dialect() {
        return SqlDialect.of(url);
    }
}
