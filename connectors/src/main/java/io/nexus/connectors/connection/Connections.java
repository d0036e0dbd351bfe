package io.nexus.connectors.connection;

import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.domain.instrument.Market;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where the outside parties are, as {@code connections.yaml} says. It names files of secrets and holds none.
 *
 * @param kafka client properties as Kafka names them; a secret among them is a reference like
 *     {@code ${file:/run/secrets/kafka.properties:jaas}}, which Kafka's client resolves where it runs
 * @param history database of the trade history
 * @param exchange where orders go
 * @param feed keys of the market feed
 * @param flink the cluster that jobs are submitted to
 * @param models folder of the models */
public record Connections(
        Map<String, String> kafka, History history, Exchange exchange, Feed feed, Flink flink, Models models)
        implements Serializable {
    private static final String BOOTSTRAP = "bootstrap.servers";
    /** A scheme has two letters or more: one letter is a drive. */
    private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    public Connections {
        KafkaProperties.check(kafka);
        kafka = Map.copyOf(kafka);
    }

    /** Database of the trade history.
     *
     * @param url JDBC address, {@code jdbc:postgresql:...} or {@code jdbc:h2:...}; empty = none
     * @param user may be empty
     * @param passwordFile holds the password on its first line; empty = no password */
    public record History(String url, String user, String passwordFile) implements Serializable {
        public History {
            Addresses.requireJdbc("url", url);
        }
    }

    /** Where orders go.
     *
     * @param baseUrl of the exchange's REST interface, without a slash at the end
     * @param keyFile holds {@code apiKey=...} and {@code secret=...}
     * @param instrumentsFile lists the instruments with their filters
     * @param accounts account by market, like {@code USDM: BINANCE|USDM|main}; a market without one is data only */
    public record Exchange(String baseUrl, String keyFile, String instrumentsFile, Map<String, String> accounts)
            implements Serializable {
        private static final Pattern ACCOUNT = Pattern.compile("[^|\\s]+\\|[^|\\s]+\\|[^|\\s]+");

        public Exchange {
            Addresses.requireHttp("baseUrl", baseUrl);
            Set<Market> markets = new HashSet<>();
            accounts.forEach((market, account) -> {
                if (!markets.add(market(market))) {
                    throw new IllegalArgumentException("accounts: " + market(market) + " is given twice");
                }
                if (!ACCOUNT.matcher(account).matches()) {
                    throw new IllegalArgumentException(
                            "accounts: an account is VENUE|MARKET|name, like BINANCE|USDM|main, was " + account);
                }
            });
            accounts = Map.copyOf(accounts);
        }

        /** Account by market.
         *
         * @throws ConfigException if there is none */
        public Map<Market, String> accountByMarket() {
            if (accounts.isEmpty()) {
                throw new ConfigException("exchange.accounts: needs at least one, like {USDM: BINANCE|USDM|main}");
            }
            Map<Market, String> accountByMarket = new TreeMap<>();
            accounts.forEach((market, account) -> accountByMarket.put(market(market), account));
            return accountByMarket;
        }

        private static Market market(String name) {
            return Arrays.stream(Market.values())
                    .filter(market -> market.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "accounts: a market is one of " + Arrays.toString(Market.values()) + ", was " + name));
        }
    }

    /** Keys of the market feed.
     *
     * @param keysFile holds {@code keyId=secret} lines, at most two */
    public record Feed(String keysFile) implements Serializable {}

    /** The cluster that jobs are submitted to.
     *
     * @param restUrl of its JobManager */
    public record Flink(String restUrl) implements Serializable {
        public Flink {
            Addresses.requireHttp("restUrl", restUrl);
        }
    }

    /** Folder of the models.
     *
     * @param folder directory, or URI of a file system that Flink has; every TaskManager reads it; empty = the packaged models
     * @param lockFile what was agreed upon; empty = {@code models.lock.json} at the top of the folder */
    public record Models(String folder, String lockFile) implements Serializable {
        public Models {
            if (folder.isBlank() && !lockFile.isBlank()) {
                throw new IllegalArgumentException(
                        "lockFile: it needs a folder; the packaged models have their own lock");
            }
        }
    }

    /** Nothing named yet but the places where things are by default. */
    public static Connections defaults() {
        return new Connections(
                Map.of(BOOTSTRAP, "127.0.0.1:9092"),
                new History("", "", ""),
                new Exchange("", "", "", Map.of()),
                new Feed(""),
                new Flink("http://127.0.0.1:8081"),
                new Models("", ""));
    }

    /** Connections of a file. Relative names of files are relative to its folder.
     *
     * @throws ConfigException naming file, key, value and what is allowed
     * @throws IOException if the file can't be read */
    public static Connections read(Path file) throws IOException {
        Connections read = ConfigFile.read(file, defaults());
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            return read;
        }
        return new Connections(
                read.kafka,
                new History(read.history.url, read.history.user, in(folder, read.history.passwordFile)),
                new Exchange(
                        read.exchange.baseUrl,
                        in(folder, read.exchange.keyFile),
                        in(folder, read.exchange.instrumentsFile),
                        read.exchange.accounts),
                new Feed(in(folder, read.feed.keysFile)),
                read.flink,
                new Models(in(folder, read.models.folder), in(folder, read.models.lockFile)));
    }

    /** Whether a name is a URI, not a path of this machine. */
    public static boolean isUri(String name) {
        return URI.matcher(name).matches();
    }

    private static String in(Path folder, String name) {
        return name.isBlank() || name.startsWith("$") || isUri(name)
                ? name
                : folder.resolve(name).toString();
    }

    /** Properties for a Kafka client. */
    public Properties kafkaClient() {
        return KafkaProperties.of(kafka);
    }

    /** A value that a process can't do without.
     *
     * @param key of the file, for the error
     * @throws ConfigException if it is empty */
    public static String required(String key, String value) {
        if (value.isBlank()) {
            throw new ConfigException("connections: " + key + " is needed and empty");
        }
        return value;
    }
}
