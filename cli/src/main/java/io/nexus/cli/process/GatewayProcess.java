package io.nexus.cli.process;

import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.gateway.GatewayProgress;
import io.nexus.connectors.gateway.MarketFollower;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.BackFill;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.secret.PrivateDirectory;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** The feed as a process of its own: sends one market to Kafka, from a directory that remembers how far it came. Thread-safe. */
public final class GatewayProcess implements AutoCloseable {
    private static final String FEED_FILE = "feed.json";

    private final Services services = new Services();
    private final String notice;
    private final FeedPlan plan;
    private final InstrumentCatalog instruments;
    private final BackFill backFill;
    private final FeedService feed;
    private final GatewayStatusFile status;

    /** Which market a directory belongs to, so that no other one is sent from it. */
    private record Identity(String source, long seed, long startFeedTimeMs, long tradeFromMs, String simulationHash) {
        static Identity of(FeedPlan plan) {
            boolean isSimulated = plan.replay() == null;
            String klines =
                    plan.klines() == null ? "" : " with klines " + plan.klines().text();
            return new Identity(
                    FeedPlan.source(plan.replay()) + klines,
                    isSimulated ? plan.seed() : 0,
                    plan.span().startFeedTimeMs(),
                    plan.span().tradeFromMs(),
                    isSimulated ? ConfigFile.hash(plan.config().simulation()) : "");
        }

        /** What differs, for people; empty if nothing does. */
        String difference(Identity other) {
            if (!source.equals(other.source)) {
                return "its feed is " + source + ", asked for is " + other.source;
            }
            if (seed != other.seed) {
                return "its seed is " + seed + ", asked for is " + other.seed;
            }
            if (startFeedTimeMs != other.startFeedTimeMs || tradeFromMs != other.tradeFromMs) {
                return "its warm-up is " + (tradeFromMs - startFeedTimeMs) / 1_000 + " s, asked for is "
                        + (other.tradeFromMs - other.startFeedTimeMs) / 1_000 + " s";
            }
            return simulationHash.equals(other.simulationHash)
                    ? ""
                    : "its market was simulated with other options (simulation.* or --instruments)";
        }
    }

    /** Starts sending, or goes on where an earlier process on the directory was.
     *
     * @throws IOException if keys or topics are missing, the directory is in use or belongs to another market, or the topic
     *     holds one already
     * @throws IllegalArgumentException if the instruments file lists other instruments than the market has */
    public static GatewayProcess start(Connections connections, FeedPlan plan, Path directory) throws IOException {
        return new GatewayProcess(connections, plan, directory);
    }

    @SuppressWarnings("NullAway.Init") // a failing start closes what it has opened and leaves by the exception
    private GatewayProcess(Connections connections, FeedPlan plan, Path directory) throws IOException {
        this.plan = plan;
        try {
            FeedKeys keys = FeedKeys.load(KeyFiles.feed(connections));
            notice = PrivateDirectory.open(directory, "gateway.lock");
            services.opened(DirectoryLock.hold(
                    directory.resolve("gateway.lock"), "directory " + directory + " is in use by another gateway"));
            instruments = plan.instruments();
            Properties kafka = connections.kafkaClient();
            TopicAdmin.requirePresent(kafka, List.of(Topics.MARKET, Topics.PROGRESS, Topics.DEAD_LETTERS));
            requireOurs(directory, kafka);
            InstrumentFile.storeOrRequireSame(
                    Path.of(Connections.required(
                            "exchange.instruments-file", connections.exchange().instrumentsFile())),
                    instruments);
            WholeFile.replaceSealed(directory.resolve(FEED_FILE), RecordJson.write(Identity.of(plan)));
            var ends = new FeedService.Ends(instruments, keys, kafka, UnaryOperator.identity(), event -> {}, "");
            FeedSource source = plan.open();
            backFill = BackFilledFeed.of(source);
            feed = services.opened(FeedService.start(plan, directory, source, ends));
            status = services.opened(new GatewayStatusFile(this, directory.resolve("gateway-status.json")));
        } catch (IOException | RuntimeException e) { // whatever it was: close what is open and pass it on
            services.close();
            throw e;
        }
    }

    /** What was done to the permissions of its directory, for people; empty if nothing. */
    public String notice() {
        return notice;
    }

    public InstrumentCatalog instruments() {
        return instruments;
    }

    /** The bars before the feed's first message. */
    public BackFill backFill() {
        return backFill;
    }

    public GatewayProgress progress() {
        return feed.gateway().progress();
    }

    /** Which bars came before the feed, once known; empty until then. */
    public List<String> bars() {
        return feed.bars();
    }

    /** Whether the warm-up was sent. */
    public boolean isWarm() {
        return progress().feedTimeMs() >= Math.max(1, plan.span().tradeFromMs());
    }

    /** Why it can't go on; empty while it can. */
    public String failure() {
        return feed.failure().isEmpty() ? status.failure() : feed.failure();
    }

    /** Stops sending; what was sent still arrives. */
    @Override
    public void close() {
        services.close();
    }

    private void requireOurs(Path directory, Properties kafka) throws IOException {
        Path file = directory.resolve(FEED_FILE);
        Identity ours = Identity.of(plan);
        if (Files.exists(file)) {
            Identity known = RecordJson.read(WholeFile.read(file), Identity.class);
            String difference = known.difference(ours);
            if (!difference.isEmpty()) {
                throw new IOException("directory " + directory + " belongs to another market: " + difference
                        + "; use the options of the first start, or another directory and new topics");
            }
            return;
        }
        if (MarketFollower.newestFeedTimeMs(kafka) != MarketFollower.NONE) {
            throw new IOException("topic " + Topics.MARKET + " holds a market already, and " + directory
                    + " is not the directory of the gateway that sent it: use that one, or delete the topic and call nexus"
                    + " init");
        }
    }
}
