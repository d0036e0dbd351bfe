package io.nexus.job.graph;

import io.nexus.connectors.binance.BinanceAccess;
import io.nexus.connectors.binance.BinanceExchangeFactory;
import io.nexus.connectors.config.ConfigException;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.kafka.KafkaControlTopic;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.port.ExchangeFactory;
import io.nexus.job.config.NexusConfig;
import io.nexus.models.catalog.ModelCatalog;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipeline between the topics and the exchange that the connections name. Secrets stay in their files; the graph carries names.
 *
 * @param models who answers in each role
 * @param runId of the start message that this job waits for
 * @param probe wraps what opens the exchange
 * @param isControlFrozen whether what the feedback learns is withheld, so that every evaluation sees the same control */
public record ConnectedPipeline(
        NexusConfig config,
        Connections connections,
        InstrumentCatalog instruments,
        ModelCatalog models,
        String runId,
        UnaryOperator<ExchangeFactory> probe,
        boolean isControlFrozen) {
    /** Consumer group of the job; only for lag, offsets are in checkpoints. */
    public static final String GROUP_ID = "nexus";

    /** A pipeline that nobody watches from inside. */
    public ConnectedPipeline(
            NexusConfig config,
            Connections connections,
            InstrumentCatalog instruments,
            ModelCatalog models,
            String runId) {
        this(config, connections, instruments, models, runId, UnaryOperator.identity(), false);
    }

    /** Adds the pipeline to an environment that {@link JobSettings} has prepared.
     *
     * @throws ConfigException if the connections leave out something that the job needs
     * @throws IllegalArgumentException if an instrument is quoted in an asset without a rate */
    public void build(StreamExecutionEnvironment environment) {
        String keysFile =
                Connections.required("feed.keys-file", connections.feed().keysFile());
        AuthenticationConfig authentication = config.authentication().withKeysFile(keysFile);
        Map<Market, String> accountByMarket = connections.exchange().accountByMarket();
        if (accountByMarket.size() != 1) {
            throw new ConfigException(
                    "connections: exchange.accounts: one trading account is possible, were " + accountByMarket);
        }
        InstrumentCatalog valued = config.exchange().rates().convert(instruments);
        PipelineGraph.build(
                environment,
                new KafkaSources(
                        connections.kafkaClient(),
                        GROUP_ID,
                        authentication,
                        valued,
                        config.layers().feedClock().partitionIdleMs()),
                new KafkaSinks(connections.kafkaClient(), keysFile, isControlFrozen),
                new GraphConfig(
                        config,
                        runId,
                        valued,
                        accountByMarket,
                        models,
                        probe.apply(exchange(accountByMarket.keySet().iterator().next())),
                        new KafkaControlTopic(connections.kafkaClient(), keysFile),
                        ReferenceCalibration.initial()));
    }

    private ExchangeFactory exchange(Market market) {
        Connections.Exchange exchange = connections.exchange();
        BinanceAccess access = new BinanceAccess(
                Connections.required("exchange.base-url", exchange.baseUrl()), market, instruments, config.exchange());
        return new BinanceExchangeFactory(access, Connections.required("exchange.key-file", exchange.keyFile()));
    }
}
