package io.nexus.connectors.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;
import org.apache.flink.connector.jdbc.datasource.connections.SimpleJdbcConnectionProvider;
import org.jspecify.annotations.Nullable;

/** Connections of the history sinks. The password is read where the connection is opened, so it never travels with the job. */
public final class HistoryConnections implements JdbcConnectionProvider {
    private static final long serialVersionUID = 1;
    private static final String BIND_ADDRESS = "h2.bindAddress";

    private final HistoryConfig config;
    private transient @Nullable JdbcConnectionProvider opened;

    HistoryConnections(HistoryConfig config) {
        this.config = config;
    }

    /** H2 reads the address its servers listen on once, with its first class; else it would be all of them. */
    public static void bindToLoopback() {
        if (System.getProperty(BIND_ADDRESS) == null) {
            System.setProperty(BIND_ADDRESS, "127.0.0.1");
        }
    }

    /** A connection of the caller's own. */
    static Connection open(HistoryConfig config) throws SQLException {
        bindToLoopback();
        return DriverManager.getConnection(config.url(), config.user(), password(config));
    }

    @Override
    public @Nullable Connection getConnection() {
        return opened == null ? null : opened.getConnection();
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        return opened != null && opened.isConnectionValid();
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException, ClassNotFoundException {
        return provider().getOrEstablishConnection();
    }

    @Override
    public void closeConnection() {
        if (opened != null) {
            opened.closeConnection();
        }
    }

    @Override
    public void close() {
        closeConnection();
    }

    @Override
    public Connection reestablishConnection() throws SQLException, ClassNotFoundException {
        return provider().reestablishConnection();
    }

    private JdbcConnectionProvider provider() throws SQLException {
        JdbcConnectionProvider provider = opened;
        if (provider == null) {
            provider = new SimpleJdbcConnectionProvider(new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
                    .withUrl(config.url())
                    .withUsername(config.user())
                    .withPassword(password(config))
                    .build());
            opened = provider;
        }
        return provider;
    }

    private static String password(HistoryConfig config) throws SQLException {
        if (config.passwordFile().isEmpty()) {
            return "";
        }
        try {
            return Files.readString(Path.of(config.passwordFile()))
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new SQLException("the password file " + config.passwordFile() + " can't be read", e);
        }
    }
}
