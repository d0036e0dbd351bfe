package io.nexus.cli.process;

import io.nexus.connectors.config.ConfigException;
import java.net.URI;
import java.util.Set;

/** The address of an exchange, as connections name it. */
final class VenueAddress {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private VenueAddress() {}

    /** Whether an exchange is on this machine. */
    static boolean isLoopback(String baseUrl) {
        String host = baseUrl.isBlank() ? null : uri(baseUrl).getHost();
        return host != null && LOOPBACK.contains(host);
    }

    /** The port of a simulated exchange.
     *
     * @throws ConfigException if the address is not one of this machine, or names no port */
    static int port(String baseUrl) {
        if (!isLoopback(baseUrl) || !"http".equals(uri(baseUrl).getScheme())) {
            throw new ConfigException(
                    "connections: exchange.base-url: a simulated exchange listens on this machine only,"
                            + " like http://127.0.0.1:9443, was '" + baseUrl + "'");
        }
        int port = uri(baseUrl).getPort();
        if (port <= 0) {
            throw new ConfigException(
                    "connections: exchange.base-url: names no port, like http://127.0.0.1:9443, was " + baseUrl);
        }
        return port;
    }

    private static URI uri(String baseUrl) {
        try {
            return URI.create(baseUrl);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("connections: exchange.base-url: is no address: " + e.getMessage());
        }
    }
}
