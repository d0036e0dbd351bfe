package io.nexus.testbed.database;

import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistoryConnections;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.h2.tools.Server;

/** Lets other processes of this machine read an embedded trade history while this one holds it: H2's server, on loopback,
 * and only for those who know its address, which holds a random key. Thread-safe. */
public final class HistoryServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int KEY_BYTES = 24;

    private final Server server;
    private final String url;

    private HistoryServer(Server server, String url) {
        this.server = server;
        this.url = url;
    }

    /** Serves the database of {@link HistoryConfig#embedded}, which must have been opened in this process.
     *
     * @throws SQLException if no port is free */
    public static HistoryServer start(Path directory) throws SQLException {
        HistoryConnections.bindToLoopback();
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        String database = directory.resolve("history").toAbsolutePath().toString();
        Server server = Server.createTcpServer("-tcpPort", "0", "-tcpDaemon", "-key", key, database)
                .start();
        return new HistoryServer(
                server, "jdbc:h2:tcp://" + LOOPBACK + ':' + server.getPort() + '/' + key + ";IFEXISTS=TRUE");
    }

    /** JDBC address for others; a secret, since it holds the key. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        server.stop();
    }
}
