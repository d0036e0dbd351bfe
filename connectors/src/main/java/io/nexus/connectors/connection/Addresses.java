package io.nexus.connectors.connection;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks of the addresses in a connections file; an empty one is one that is not given. */
final class Addresses {
    private Addresses() {}

    /** @throws IllegalArgumentException with the value, unless it is http or https with a host and no slash at its end */
    static void requireHttp(String name, String address) {
        if (address.isBlank()) {
            return;
        }
        try {
            URI uri = new URI(address);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null && !address.endsWith("/")) {
                return;
            }
        } catch (URISyntaxException e) {
            // no address: refused below
        }
        throw new IllegalArgumentException(name
                + " must be like http://host:port or https://host, without user and slash at its end, was " + address);
    }

    /** @throws IllegalArgumentException unless it is of a database that the trade history can be kept in; never with the
     *     value, which may hold a password */
    static void requireJdbc(String name, String address) {
        if (!address.isBlank() && !address.startsWith("jdbc:postgresql:") && !address.startsWith("jdbc:h2:")) {
            throw new IllegalArgumentException(name + " must begin with jdbc:postgresql: or jdbc:h2:");
        }
    }
}
