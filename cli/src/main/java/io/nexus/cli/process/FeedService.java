package io.nexus.cli.process;

import io.nexus.connectors.gateway.CheckpointFile;
import io.nexus.connectors.gateway.FeedGateway;
import io.nexus.connectors.gateway.FeedSource;
import io.nexus.connectors.gateway.GatewayLinks;
import io.nexus.connectors.gateway.GatewayThread;
import io.nexus.connectors.gateway.KafkaMessageSink;
import io.nexus.connectors.gateway.KafkaProgressMonitor;
import io.nexus.connectors.gateway.KafkaTopicTail;
import io.nexus.connectors.gateway.MessageSink;
import io.nexus.connectors.gateway.Speed;
import io.nexus.connectors.recorded.BackFilledFeed;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A feed on its way to Kafka: the gateway that sends it, what follows how far the job has come, and what takes the refused. */
public final class FeedService implements AutoCloseable {
    /** The gateway's checkpoint, in its folder. */
    public static final String CHECKPOINT_FILE = "gateway.json";

    private final Services parts = new Services();
    private final KafkaProgressMonitor progress;
    private final FeedGateway gateway;
    private final BarHistory bars;
    private final GatewayThread thread;
    private final boolean areBarsNews;

    /** Where the feed goes.
     *
     * @param keys that sign it
     * @param kafka bootstrap servers and, where needed, security settings
     * @param probe wraps what takes the signed messages
     * @param venue matches against the same market, in this process
     * @param run whose market it is; empty where the folder belongs to one market whatever the run */
    public record Ends(
            InstrumentCatalog instruments,
            FeedKeys keys,
            Properties kafka,
            UnaryOperator<MessageSink> probe,
            Consumer<MarketEvent> venue,
            String run) {}

    /** Starts sending from where an earlier process on the same folder was; on failure what had started is closed again.
     *
     * @param folder of the gateway's checkpoint
     * @param source of the plan; is closed when the feed is
     * @throws IOException if the folder can't be made */
    public static FeedService start(FeedPlan plan, Path folder, FeedSource source, Ends ends) throws IOException {
        return new FeedService(plan, folder, source, ends);
    }

    @SuppressWarnings("NullAway.Init") // a failing start closes what it has opened and leaves by the exception
    private FeedService(FeedPlan plan, Path folder, FeedSource source, Ends ends) throws IOException {
        try {
            Properties client = ends.kafka();
            Speed speed = Speed.parse(plan.speed());
            progress = parts.opened(new KafkaProgressMonitor(client, ends.keys()));
            MessageSink sink = ends.probe().apply(new KafkaMessageSink(client, speed));
            RefusedMessages refused = parts.opened(new RefusedMessages(client));
            bars = new BarHistory(ends.instruments());
            boolean isBackFilled = !BackFilledFeed.of(source).bars().isEmpty();
            gateway = new FeedGateway(
                    plan.config()
                            .gateway()
                            .withSpeed(plan.speed())
                            .withFastUntil(plan.span().tradeFromMs()),
                    ends.instruments(),
                    ends.keys(),
                    source,
                    new GatewayLinks(
                            sink,
                            progress,
                            plan.recorder(ends.instruments(), parts::opened).andThen(refused),
                            bars.andThen(ends.venue()),
                            System::currentTimeMillis));
            Files.createDirectories(folder);
            gateway.resume(new CheckpointFile(folder.resolve(CHECKPOINT_FILE), ends.run()), new KafkaTopicTail(client));
            areBarsNews = !isBackFilled && !gateway.hasBegun();
            thread = parts.opened(new GatewayThread(gateway, source, sink, speed));
        } catch (IOException | RuntimeException e) { // whatever it was: close what is open and pass it on
            parts.close();
            throw e;
        }
    }

    public FeedGateway gateway() {
        return gateway;
    }

    /** Which bars came before the feed, once known; empty until then, and where they are known already: of a feed that goes on, and of
     * one that was filled from klines. */
    public List<String> bars() {
        return areBarsNews ? bars.lines() : List.of();
    }

    /** Why it can't go on; empty while it can. */
    public String failure() {
        if (thread.failure() != null) {
            return "feed gateway: " + thread.failure();
        }
        return progress.failure() == null ? "" : "progress monitor: " + progress.failure();
    }

    /** Stops sending; does nothing the second time. */
    @Override
    public void close() {
        parts.close();
    }
}
