package io.nexus.cli.embedded;

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
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The feed of one run: the gateway that sends it, what follows how far the job has come, and what takes the refused. */
final class EmbeddedFeed implements AutoCloseable {
    private final Services parts = new Services();
    private final KafkaProgressMonitor progress;
    private final FeedGateway gateway;
    private final GatewayThread thread;

    /** Where the feed goes.
     *
     * @param keys that sign it
     * @param probe wraps what takes the signed messages
     * @param venue matches against the same market */
    record Ends(
            InstrumentCatalog instruments,
            FeedKeys keys,
            String bootstrapServers,
            UnaryOperator<MessageSink> probe,
            Consumer<MarketEvent> venue) {}

    /** Starts sending from where the run's data directory says; on failure what had started is closed again.
     *
     * @param source is closed when the feed is
     * @throws IOException if the folder of the gateway's checkpoint can't be made */
    static EmbeddedFeed start(RunPlan plan, DataDirectory data, DataDirectory.Run run, FeedSource source, Ends ends)
            throws IOException {
        return new EmbeddedFeed(plan, data, run, source, ends);
    }

    @SuppressWarnings("NullAway.Init") // a failing start closes what it has opened and leaves by the exception
    private EmbeddedFeed(RunPlan plan, DataDirectory data, DataDirectory.Run run, FeedSource source, Ends ends)
            throws IOException {
        try {
            Properties client = new Properties();
            client.put("bootstrap.servers", ends.bootstrapServers());
            Speed speed = Speed.parse(plan.speed());
            progress = parts.opened(new KafkaProgressMonitor(client));
            MessageSink sink = ends.probe().apply(new KafkaMessageSink(client, speed));
            RefusedMessages refused = parts.opened(new RefusedMessages(ends.bootstrapServers()));
            gateway = new FeedGateway(
                    plan.config().gateway().withSpeed(plan.speed()).withFastUntil(run.tradeFromMs()),
                    ends.instruments(),
                    ends.keys(),
                    source,
                    new GatewayLinks(
                            sink,
                            progress,
                            FeedSources.recorder(plan, ends.instruments(), parts::opened)
                                    .andThen(refused),
                            ends.venue(),
                            System::currentTimeMillis));
            Files.createDirectories(data.generatorSnapshots());
            gateway.resume(
                    new CheckpointFile(data.generatorSnapshots().resolve("gateway.json")), new KafkaTopicTail(client));
            thread = parts.opened(new GatewayThread(gateway, source, sink, speed));
        } catch (IOException | RuntimeException e) { // whatever it was: close what is open and pass it on
            parts.close();
            throw e;
        }
    }

    FeedGateway gateway() {
        return gateway;
    }

    /** Why it can't go on; empty while it can. */
    String failure() {
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
