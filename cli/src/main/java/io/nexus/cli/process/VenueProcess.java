package io.nexus.cli.process;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.gateway.MarketFollower;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.secret.PrivateDirectory;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.testbed.venue.SimulatedExchange;
import io.nexus.testbed.venue.SimulatedExchangeConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/** The simulated exchange as a process of its own: it follows the market topic and goes on from its journal. Thread-safe. */
public final class VenueProcess implements AutoCloseable {
    private static final String JOURNAL_FILE = "venue.journal";
    /** A broker that lost its last records with the machine's power may be behind the journal by less than that. */
    private static final long MOST_BEHIND_MS = 60_000;

    private final Services services = new Services();
    private final String notice;
    private final SimulatedExchange exchange;
    private final MarketFollower market;
    private final int instruments;

    /** Starts an exchange.
     *
     * @param port to listen on; empty = the one that connections name
     * @throws IOException if keys, instruments or topics are missing, the directory is in use, or its journal is ahead of the
     *     market
     * @throws io.nexus.connectors.config.ConfigException if connections name no address of this machine */
    public static VenueProcess start(Connections connections, RunConfig config, Path directory, OptionalInt port)
            throws IOException {
        return new VenueProcess(connections, config, directory, port);
    }

    /** Settings of the simulated exchange of a run: the account starts with the equity that Layer 6 counts from. */
    public static SimulatedExchangeConfig settings(RunConfig config, Path keyFile, Path journal) {
        return config.simulatedExchange()
                .withStartWallet(Math.round(config.layers().risk().equityStart()))
                .withFiles(keyFile.toString(), journal.toString());
    }

    @SuppressWarnings("NullAway.Init") // a failing start closes what it has opened and leaves by the exception
    private VenueProcess(Connections connections, RunConfig config, Path directory, OptionalInt port)
            throws IOException {
        try {
            int listenOn = port.isPresent()
                    ? port.getAsInt()
                    : VenueAddress.port(connections.exchange().baseUrl());
            Path keyFile = KeyFiles.exchange(connections);
            FeedKeys keys = FeedKeys.load(KeyFiles.feed(connections));
            InstrumentCatalog catalog = InstrumentList.load(connections);
            instruments = catalog.all().size();
            Properties kafka = connections.kafkaClient();
            TopicAdmin.requirePresent(kafka, List.of(Topics.MARKET));
            notice = PrivateDirectory.open(directory, "venue.lock", "venue.journal");
            services.opened(DirectoryLock.hold(
                    directory.resolve("venue.lock"), "directory " + directory + " is in use by another venue"));
            Path journal = directory.resolve(JOURNAL_FILE);
            SimulatedExchangeConfig settings =
                    settings(config, keyFile, journal).withPort(listenOn);
            exchange = services.opened(SimulatedExchange.start(settings, catalog));
            long newestMs = MarketFollower.newestFeedTimeMs(kafka);
            long fromMs =
                    from(exchange.clockMs(), newestMs, 2 * config.gateway().snapshotIntervalMs(), journal);
            exchange.onMarketReached(newestMs);
            market = services.opened(MarketFollower.start(kafka, keys, catalog, fromMs, new Reader(exchange)));
        } catch (IOException | RuntimeException e) { // whatever it was: close what is open and pass it on
            services.close();
            throw e;
        }
    }

    /** What was done to the permissions of its directory, for people; empty if nothing. */
    public String notice() {
        return notice;
    }

    /** Hands the market over to the exchange. */
    private record Reader(SimulatedExchange exchange) implements MarketFollower.MarketReader {
        @Override
        public void reached(long feedTimeMs) {
            exchange.onMarketReached(feedTimeMs);
        }

        @Override
        public void take(MarketEvent event) {
            exchange.onMarketEvent(event);
        }
    }

    public String baseUrl() {
        return exchange.baseUrl();
    }

    /** How many instruments it knows. */
    public int instruments() {
        return instruments;
    }

    /** Whether it has read the market up to where that was at the start. */
    public boolean isFollowing() {
        return market.isFollowing();
    }

    /** Feed time of the newest event; of the journal's before the first. */
    public long clockMs() {
        return exchange.clockMs();
    }

    /** Why it can't go on; empty while it can. */
    public String failure() {
        return market.failure() == null ? "" : "market follower: " + market.failure();
    }

    /** Stops answering; nothing that was booked is lost. */
    @Override
    public void close() {
        services.close();
    }

    /** Everything behind the journal's clock is still to be matched; the books of that moment need the snapshots before it. */
    private static long from(long journalMs, long newestMs, long marginMs, Path journal) throws IOException {
        long behindMs = newestMs == MarketFollower.NONE ? Long.MAX_VALUE : journalMs - newestMs;
        if (journalMs > 0 && behindMs > MOST_BEHIND_MS) {
            throw new IOException("the journal " + journal + " is at feed time " + Instant.ofEpochMilli(journalMs)
                    + ", the market topic ends "
                    + (newestMs == MarketFollower.NONE
                            ? "before its first message"
                            : "at " + Instant.ofEpochMilli(newestMs))
                    + ": they are of different runs; use another directory, or the topics that the journal belongs to");
        }
        if (newestMs == MarketFollower.NONE) {
            return MarketFollower.NONE;
        }
        return (journalMs > 0 ? journalMs : newestMs) - marginMs;
    }
}
