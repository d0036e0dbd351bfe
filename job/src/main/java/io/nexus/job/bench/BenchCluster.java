package io.nexus.job.bench;

import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.job.config.EngineConfig;
import io.nexus.job.embedded.EmbeddedFlink;
import io.nexus.job.graph.EngineSettings;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs a measured job to its end on a mini cluster with one slot, set up as an embedded run is.
 *
 * @param folder for checkpoints */
record BenchCluster(Path folder) {
    static final String RUN_ID = "bench";
    private static final long POLL_MS = 50;

    StreamExecutionEnvironment environment() {
        return EngineSettings.environment(EngineConfig.defaults(), settings());
    }

    /** Returns when the job has ended.
     *
     * @throws IllegalStateException if it failed; the text says why */
    void run(StreamExecutionEnvironment environment) throws Exception {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("bench");
        try (EmbeddedFlink flink = EmbeddedFlink.start(settings(), 1, graph)) {
            while (!flink.status().isGloballyTerminalState()) {
                Thread.sleep(POLL_MS);
            }
            if (!flink.failure().isEmpty()) {
                throw new IllegalStateException(flink.failure());
            }
        }
    }

    /** One start message, then nothing more. */
    static DataStream<ControlMessage> control(StreamExecutionEnvironment environment) {
        return environment
                .fromData(
                        ControlMessage.class,
                        new ControlMessage(ControlKind.START, RUN_ID, 1, 0, null, null, null, null, null))
                .uid("control");
    }

    private Configuration settings() {
        return EmbeddedFlink.configuration("0", folder);
    }
}
