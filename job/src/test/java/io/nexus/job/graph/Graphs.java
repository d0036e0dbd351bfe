package io.nexus.job.graph;

import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.port.ControlTopic;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeFactory;
import io.nexus.job.config.NexusConfig;
import io.nexus.models.catalog.ModelCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.transformations.SinkTransformation;

/** The real pipeline, built but not run. */
final class Graphs {
    static final String RUN_ID = "run-1";
    static final InstrumentCatalog INSTRUMENTS = InstrumentFile.binance2024();

    private Graphs() {}

    /** Between sources and sinks that need nothing. */
    static StreamGraph inMemory() {
        return of(MemorySources.empty(), new MemorySinks());
    }

    /** Between the topics of a real run; nothing is contacted before it runs. */
    static StreamGraph onKafka() {
        Properties nowhere = new Properties();
        nowhere.put("bootstrap.servers", "localhost:1");
        return of(
                new KafkaSources(nowhere, "test", AuthenticationConfig.defaults(), INSTRUMENTS, 5_000),
                new KafkaSinks(nowhere, "feed.keys", false));
    }

    static StreamGraph of(PipelineSources sources, PipelineSinks sinks) {
        return environment(sources, sinks).getStreamGraph();
    }

    /** What every operator of the pipeline emits, by name. */
    static Map<String, TypeInformation<?>> outputs() {
        Map<String, TypeInformation<?>> typeByOperator = new LinkedHashMap<>();
        environment(MemorySources.empty(), new MemorySinks()).getTransformations().stream()
                .filter(operator -> !(operator instanceof SinkTransformation<?, ?>))
                .filter(operator -> operator.getOutputType().getTypeClass() != Void.class)
                .forEach(operator -> typeByOperator.put(operator.getName(), operator.getOutputType()));
        return typeByOperator;
    }

    private static StreamExecutionEnvironment environment(PipelineSources sources, PipelineSinks sinks) {
        NexusConfig config = NexusConfig.defaults();
        var environment = JobSettings.environment(new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, 1));
        PipelineGraph.build(environment, sources, sinks, config(config, Graphs::noExchange));
        return environment;
    }

    static GraphConfig config(NexusConfig config, ExchangeFactory exchange) {
        return new GraphConfig(
                config,
                RUN_ID,
                INSTRUMENTS,
                Map.of(Market.USDM, "BINANCE|USDM|main"),
                ModelCatalog.packaged(),
                exchange,
                new NoControl(),
                ReferenceCalibration.initial());
    }

    /** A control topic that holds nothing. */
    static final class NoControl implements ControlTopic {
        private static final long serialVersionUID = 1;

        @Override
        public Position position() {
            return new Position("none", 0, 0);
        }

        @Override
        public List<ControlRecord> read(long fromOffset, long toOffset) {
            return List.of();
        }
    }

    private static Exchange noExchange() {
        throw new IllegalStateException("this graph is never run");
    }
}
