package io.nexus.testbed.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.TradeHistory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryServerTest {
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)/");

    private TradeHistory holder;
    private HistoryServer server;

    @BeforeEach
    void start(@TempDir Path directory) throws SQLException {
        holder = TradeHistory.open(HistoryConfig.embedded(directory));
        server = HistoryServer.start(directory);
    }

    @AfterEach
    void stop() throws SQLException {
        server.close();
        holder.close();
    }

    @Test
    void letsOthersReadWhatThisProcessHolds() throws SQLException {
        try (TradeHistory reader = TradeHistory.open(HistoryConfig.defaults().withUrl(server.url()))) {
            assertThat(reader.orders(10)).isEmpty();
            assertThat(reader.profit().trades()).isZero();
        }
    }

    @Test
    void keepsOutWhoDoesNotKnowTheKeyAndDoesNotTellIt() {
        String guessed = server.url().replaceFirst("/[0-9a-f]{48}", "/" + "0".repeat(48));

        assertThatThrownBy(() -> TradeHistory.open(HistoryConfig.defaults().withUrl(guessed)))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("trade history jdbc:h2:tcp://127.0.0.1:\\d+/\\.\\.\\. can't be opened");
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        Matcher port = PORT.matcher(server.url());
        assertThat(port.find()).isTrue();
        int number = Integer.parseInt(port.group(1));

        for (InetAddress address : addresses()) {
            if (!address.isLoopbackAddress()) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, number), 500))
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    private static Iterable<InetAddress> addresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .toList();
    }
}
