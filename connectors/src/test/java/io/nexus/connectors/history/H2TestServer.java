package io.nexus.connectors.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.tools.Server;

/**
 * H2's server in a child process, on loopback; its port and data stay while it is stopped. In a process of its own it runs as its users
 * run it: H2's internal assertions, which this process enables, fail at times when a server is stopped while it writes.
 */
final class H2TestServer implements TestDatabase {
    private static final Pattern RUNNING_AT = Pattern.compile("TCP server running at tcp://[^ ]+:(\\d+)\\b.*");
    private static final long STOP_LIMIT_S = 30;

    private final Path directory;
    private final int port;
    private Process process;
    private int databases;

    private H2TestServer(Path directory) throws IOException {
        this.directory = directory;
        process = launch(directory, 0);
        port = portOf(process);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly(), "h2-test-server-end"));
    }

    static H2TestServer start(Path directory) throws IOException {
        return new H2TestServer(directory);
    }

    private static Process launch(Path directory, int port) throws IOException {
        String jar = Path.of(Server.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dh2.bindAddress=127.0.0.1",
                        "-cp",
                        jar,
                        Server.class.getName(),
                        "-tcp",
                        "-tcpPort",
                        Integer.toString(port),
                        "-ifNotExists",
                        "-baseDir",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for the line that says the port. */
    private static int portOf(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher running = RUNNING_AT.matcher(line);
            if (running.matches()) {
                return Integer.parseInt(running.group(1));
            }
            said.append(line).append('\n');
        }
        throw new IOException("H2's server ended: " + said);
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
    public void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
                throw new IOException("H2's server does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void restart() throws IOException {
        process = launch(directory, port);
        portOf(process);
    }

    /** H2 locks rows, not tables, so an order with this id is what is locked. */
    @Override
    public String lockOrders() {
        return "INSERT INTO orders (account, client_order_id) VALUES ('" + HistoryRecords.ACCOUNT + "', 'e0')";
    }
}
