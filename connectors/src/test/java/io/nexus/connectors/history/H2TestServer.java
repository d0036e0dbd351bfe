package io.nexus.connectors.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/** H2's server in this process, on loopback; its port and data stay while it is stopped. */
final class H2TestServer implements TestDatabase {
    private final Path directory;
    private Server server;
    private final int port;
    private int databases;

    private H2TestServer(Path directory, Server server) {
        this.directory = directory;
        this.server = server;
        port = server.getPort();
    }

    static H2TestServer start(Path directory) throws SQLException {
        return new H2TestServer(directory, run(directory, 0));
    }

    private static Server run(Path directory, int port) throws SQLException {
        HistoryConnections.bindToLoopback();
        return Server.createTcpServer(
                        "-tcpPort",
                        Integer.toString(port),
                        "-tcpDaemon",
                        "-ifNotExists",
                        "-baseDir",
                        directory.toString())
                .start();
    }

    @Override
    public HistoryConfig fresh() {
        String url = "jdbc:h2:tcp://127.0.0.1:" + port + "/./test-" + ++databases;
        return new HistoryConfig(url, "", "", 50, 10, 1_000);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void restart() throws IOException {
        try {
            server = run(directory, port);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** H2 locks rows, not tables, so an order with this id is what is locked. */
    @Override
    public String lockOrders() {
        return "INSERT INTO orders (account, client_order_id) VALUES ('" + HistoryRecords.ACCOUNT + "', 'e0')";
    }
}
