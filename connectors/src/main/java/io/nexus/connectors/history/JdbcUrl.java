package io.nexus.connectors.history;

import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;

/** A JDBC address: what it may hold, what of it may be logged, and how long its connections wait. */
final class JdbcUrl {
    private static final Pattern PASSWORD = Pattern.compile("[?&;]password=", Pattern.CASE_INSENSITIVE);
    private static final Pattern MULTI_ROW =
            Pattern.compile("[?&]reWriteBatchedInserts=true", Pattern.CASE_INSENSITIVE);
    private static final Pattern H2_SERVER = Pattern.compile("jdbc:h2:(tcp|ssl):.*");
    private static final String CONNECT_TIMEOUT_S = "5";
    /** Added to the time of a statement before the network is taken for dead: the server's own error comes first. */
    private static final long NETWORK_MARGIN_MS = 5_000;
    /** H2's waits for a lock can't be ended from outside, so they are short. */
    private static final long H2_LOCK_MS = 2_000;

    /** H2 then opens its file without writing to it. */
    static final String READ_ONLY = ";ACCESS_MODE_DATA=r";

    private JdbcUrl() {}

    /** Refuses what can't be used.
     *
     * @throws IllegalArgumentException for other databases, for a password in the open, and for PostgreSQL's inserts of many
     *     rows, which refuse a key that is in a batch twice */
    static void check(String url) {
        SqlDialect.of(url);
        if (PASSWORD.matcher(url).find()) {
            throw new IllegalArgumentException("url must hold no password: put it into a file and name that as"
                    + " password file; was " + shown(url));
        }
        if (MULTI_ROW.matcher(url).find()) {
            throw new IllegalArgumentException("url must not set reWriteBatchedInserts, was " + shown(url)
                    + " with it: an order may be in a batch twice");
        }
    }

    /** The address without parameters, without user and without the key of an H2 server. */
    static String shown(String url) {
        return url.replaceFirst("[?;].*", "")
                .replaceFirst("//[^/@]*@", "//")
                .replaceFirst("(jdbc:h2:tcp://[^/]+/)[0-9a-f]{32,}$", "$1...");
    }

    /** Whether only one process at a time opens the database. */
    static boolean isEmbedded(String url) {
        return url.startsWith("jdbc:h2:") && !H2_SERVER.matcher(url).matches();
    }

    /** Connection properties that end every wait, except those that the address sets itself.
     *
     * @param timeoutMs of a statement */
    static Properties properties(String url, long timeoutMs) {
        Properties properties = new Properties();
        long networkMs = timeoutMs + NETWORK_MARGIN_MS;
        if (SqlDialect.of(url) == SqlDialect.POSTGRESQL) { // what the address sets wins
            properties.setProperty("ApplicationName", "nexus");
            properties.setProperty("connectTimeout", CONNECT_TIMEOUT_S);
            properties.setProperty("socketTimeout", Long.toString((networkMs + 999) / 1_000));
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("options", "-c statement_timeout=" + timeoutMs);
            return properties;
        }
        setUnlessGiven(properties, url, "LOCK_TIMEOUT", Math.min(timeoutMs, H2_LOCK_MS));
        if (!isEmbedded(url)) {
            setUnlessGiven(properties, url, "NETWORK_TIMEOUT", networkMs);
        }
        return properties;
    }

    /** H2 refuses a setting that is given twice. */
    private static void setUnlessGiven(Properties properties, String url, String name, long value) {
        if (!url.toUpperCase(Locale.ROOT).contains(";" + name + "=")) {
            properties.setProperty(name, Long.toString(value));
        }
    }
}
