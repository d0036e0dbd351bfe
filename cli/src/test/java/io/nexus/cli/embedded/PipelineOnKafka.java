package io.nexus.cli.embedded;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.kafka.KafkaControlTopic;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.job.config.NexusConfig;
import io.nexus.job.graph.GraphConfig;
import io.nexus.job.graph.JobSettings;
import io.nexus.job.graph.KafkaSinks;
import io.nexus.job.graph.KafkaSources;
import io.nexus.job.graph.PipelineGraph;
import io.nexus.models.catalog.ModelCatalog;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The real pipeline between the topics of a broker, with an exchange that knows nothing. */
final class PipelineOnKafka {
    static final String RUN_ID = "run-1";
    static final String GROUP_ID = "test";
    static final String ACCOUNT = "BINANCE|USDM|main";
    static final InstrumentCatalog INSTRUMENTS = InstrumentFile.binance2024();

    /** Which skips are thinned out depends on the order in which layers report them. */
    private static final Map<String, Object> EVERY_SKIP = Map.of("funnel", Map.of("max-skips-per-second", 100_000));

    private PipelineOnKafka() {}

    /** Starts it.
     *
     * @param directory for checkpoints
     * @param keyFile keys of feed, orders and control
     * @param savepoint to resume from; empty = none */
    static EmbeddedFlink start(Path directory, Properties client, Path keyFile, String savepoint) throws Exception {
        NexusConfig config = ConfigBinder.bind(NexusConfig.defaults(), EVERY_SKIP);
        String keys = keyFile.toString();
        var settings = EmbeddedFlink.configuration("0", directory, new Configuration());
        var environment = JobSettings.environment(settings);
        AuthenticationConfig authentication = config.authentication().withKeysFile(keys);
        PipelineGraph.build(
                environment,
                new KafkaSources(client, GROUP_ID, authentication, INSTRUMENTS, 5_000),
                new KafkaSinks(client, keys, false),
                new GraphConfig(
                        config,
                        RUN_ID,
                        INSTRUMENTS,
                        Map.of(Market.USDM, ACCOUNT),
                        ModelCatalog.packaged(),
                        EmptyExchange::new,
                        new KafkaControlTopic(client, keys),
                        ReferenceCalibration.initial()));
        StreamGraph graph = environment.getStreamGraph();
        if (!savepoint.isEmpty()) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint, false));
        }
        return EmbeddedFlink.start(settings, graph);
    }
}
