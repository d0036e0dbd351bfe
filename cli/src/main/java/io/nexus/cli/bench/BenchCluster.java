package io.nexus.cli.bench;

import io.nexus.cli.embedded.EmbeddedFlink;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.port.ControlTopic;
import io.nexus.job.graph.JobSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs a measured job to its end on a mini cluster with one slot, set up as an embedded run is.
 *
 * @param folder for checkpoints
 * @param stateBackend where keyed state is */
record BenchCluster(Path folder, String stateBackend) {
    static final String RUN_ID = "bench";
    private static final long POLL_MS = 50;
    private static final long SETTLE_MS = 1_000;

    /** With state on the heap. */
    BenchCluster(Path folder) {
        this(folder, StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
    }

    StreamExecutionEnvironment environment() {
        return JobSettings.environment(settings());
    }

    /** Returns when the job has ended.
     *
     * @throws IllegalStateException if it failed; the text says why */
    void run(StreamExecutionEnvironment environment) throws Exception {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("bench");
        try (EmbeddedFlink flink = EmbeddedFlink.start(settings(), graph)) {
            while (!flink.status().isGloballyTerminalState()) {
                Thread.sleep(POLL_MS);
            }
            if (!flink.failure().isEmpty()) {
                throw new IllegalStateException(flink.failure());
            }
        }
    }

    /** Runs a job that has no end until its source has come to a message, then lets go of what was recorded before, and
     * cancels the job a moment after the source has come to the last one.
     *
     * @param forget called when the source has come to {@code measuredFrom}
     * @return wall time between both, ns
     * @throws IllegalStateException if the job failed; the text says why */
    long runUntil(StreamExecutionEnvironment environment, long measuredFrom, long last, Runnable forget)
            throws Exception {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("bench");
        try (EmbeddedFlink flink = EmbeddedFlink.start(settings(), graph)) {
            await(flink, measuredFrom);
            forget.run();
            long startNs = System.nanoTime();
            await(flink, last);
            long elapsedNs = System.nanoTime() - startNs;
            Thread.sleep(SETTLE_MS);
            flink.cancel();
            return elapsedNs;
        }
    }

    private static void await(EmbeddedFlink flink, long index) throws Exception {
        while (BenchGauge.current().position() < index) {
            if (flink.status().isGloballyTerminalState()) {
                throw new IllegalStateException("the job ended early: " + flink.failure());
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** One start message, then nothing more. */
    static DataStream<ControlRecord> control(StreamExecutionEnvironment environment) {
        ControlMessage start = ControlMessage.start(RUN_ID, 0);
        return environment
                .fromData(ControlRecord.class, ControlRecord.authentic(start, 0, 1))
                .uid("control");
    }

    /** A control topic with one record. */
    static final class OneStart implements ControlTopic {
        private static final long serialVersionUID = 1;

        @Override
        public Position position() {
            return new Position("bench", 0, 1);
        }

        @Override
        public List<ControlRecord> read(long fromOffset, long toOffset) {
            return List.of();
        }
    }

    private Configuration settings() {
        Configuration wanted = new Configuration();
        wanted.set(StateBackendOptions.STATE_BACKEND, stateBackend);
        return EmbeddedFlink.configuration("0", folder, wanted);
    }
}
