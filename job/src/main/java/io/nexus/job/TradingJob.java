package io.nexus.job;

import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.connection.Connections;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.job.config.NexusConfig;
import io.nexus.job.graph.ConnectedPipeline;
import io.nexus.job.graph.JobSettings;
import io.nexus.job.models.ModelFolder;
import io.nexus.models.catalog.ModelCatalog;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The main of the trading job, as the client of a cluster runs it. */
public final class TradingJob {
    /** Name of the job on a cluster. */
    public static final String NAME = "NEXUS";
    /** Job parameter that holds the run's id. */
    public static final String RUN_ID = "nexus.run-id";

    private static final String MODELS = "nexus.models";
    private static final String CONFIG_HASH = "nexus.config-hash";

    private TradingJob() {}

    /** Builds the graph and submits it to the cluster of the context.
     *
     * @throws io.nexus.connectors.config.ConfigException for wrong arguments or files, naming file, key and value
     * @throws Exception as Flink's submission does */
    public static void main(String[] arguments) throws Exception {
        if (Arrays.asList(arguments).contains("--help")) {
            System.out.println(JobArguments.HELP);
            return;
        }
        JobArguments read = JobArguments.parse(arguments);
        Connections connections = Connections.read(read.connect());
        NexusConfig config = ConfigFile.read(read.config(), NexusConfig.defaults(), NexusConfig.OTHER_SECTIONS);
        Path instruments = Path.of(Connections.required(
                "exchange.instruments-file", connections.exchange().instrumentsFile()));
        ModelCatalog models = ModelFolder.of(connections.models()).catalog();
        StreamExecutionEnvironment environment = JobSettings.environment(context());
        new ConnectedPipeline(config, connections, InstrumentFile.load(instruments), models, read.runId())
                .build(environment);
        environment.getConfig().setGlobalJobParameters(parameters(read.runId(), config, models));
        environment.execute(NAME);
    }

    /** What the web UI shows of a job's configuration. */
    private static Configuration parameters(String runId, NexusConfig config, ModelCatalog models) {
        Configuration parameters = new Configuration();
        parameters.setString(RUN_ID, runId);
        parameters.setString(CONFIG_HASH, ConfigFile.hash(config));
        parameters.setString(MODELS, models.place());
        return parameters;
    }

    /** What the client that runs this main has read of Flink's configuration. */
    private static Configuration context() {
        var configuration = StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
        return Configuration.fromMap(configuration.toMap());
    }
}
