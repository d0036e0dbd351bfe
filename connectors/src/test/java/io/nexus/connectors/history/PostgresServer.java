package io.nexus.connectors.history;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** A PostgreSQL server in a child process, on loopback; its port and data stay while it is stopped. Each database that is opened is
 * a schema of its own. */
final class PostgresServer implements TestDatabase {
    private final Path data;
    private EmbeddedPostgres server;
    private final int port;
    private int schemas;
    private String schema = "";

    private PostgresServer(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
        port = server.getPort();
    }

    /** Starts a server, or skips the test with the reason why there is none here. */
    static PostgresServer start(Path directory) {
        Path data = directory.resolve("postgresql");
        try {
            return new PostgresServer(data, run(data, 0));
        } catch (IOException | IllegalStateException e) {
            Assumptions.abort("no PostgreSQL server starts here: " + e.getMessage());
            throw new AssertionError(e);
        }
    }

    private static EmbeddedPostgres run(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "20");
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    @Override
    public HistoryConfig fresh() throws SQLException {
        schema = "test_" + ++schemas;
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return new HistoryConfig(url() + "&currentSchema=" + schema, "postgres", "", 50, 10, 1_000);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop() throws IOException {
        server.close();
    }

    @Override
    public void restart() throws IOException {
        server = run(data, port);
    }

    @Override
    public String lockOrders() {
        return "LOCK TABLE " + schema + ".orders IN ACCESS EXCLUSIVE MODE";
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
    }
}
