package io.nexus.connectors.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to the database of trade history. The password is read from its file for each connection. */
public final class HistoryConnections {
    private static final String BIND_ADDRESS = "h2.bindAddress";

    private HistoryConnections() {}

    /** H2 reads the address its servers listen on once, with its first class; else it would be all of them. */
    public static void bindToLoopback() {
        if (System.getProperty(BIND_ADDRESS) == null) {
            System.setProperty(BIND_ADDRESS, "127.0.0.1");
        }
    }

    /** A connection of the caller's own, whose statements end with an error after the configured time.
     *
     * @throws SQLException if the database does not answer or refuses, or the password file can't be read */
    static Connection open(HistoryConfig config) throws SQLException {
        bindToLoopback();
        Properties properties = JdbcUrl.properties(config.url(), config.statementTimeoutMs());
        if (!config.user().isEmpty()) {
            properties.setProperty("user", config.user());
        }
        if (!config.passwordFile().isEmpty()) {
            properties.setProperty("password", password(config.passwordFile()));
        }
        return DriverManager.getConnection(config.url(), properties);
    }

    static String password(String file) throws SQLException {
        try {
            return Files.readString(Path.of(file)).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new SQLException("the password file " + file + " can't be read", e);
        }
    }
}
