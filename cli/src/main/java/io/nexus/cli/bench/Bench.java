package io.nexus.cli.bench;

import java.nio.file.Path;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.jspecify.annotations.Nullable;

/** One measurement in this process. */
public final class Bench {
    private Bench() {}

    /** Measures.
     *
     * @param folder empty; what the measured services need is written there
     * @param recording whose messages are measured where the kind asks for one
     * @throws IllegalArgumentException if the kind asks for a recording and there is none
     * @throws Exception what kept the measured job from running to its end */
    public static Measurement measure(
            BenchKind kind, BenchSide side, Path folder, @Nullable Path recording, BenchLength length)
            throws Exception {
        return switch (kind) {
            case THROUGHPUT -> ThroughputBench.simulated(folder).measure(side, folder, length);
            case RECORDED -> ThroughputBench.recorded(folder, required(recording))
                    .measure(side, folder, length);
            case RECORDED_ROCKSDB -> ThroughputBench.recorded(folder, required(recording))
                    .on(StateBackendLoader.ROCKSDB_STATE_BACKEND_NAME)
                    .measure(side, folder, length);
            case LAYERS -> LayersBench.measure(side, folder, length);
            case TICKS -> TicksBench.measure(side, folder, length);
        };
    }

    private static Path required(@Nullable Path recording) {
        if (recording == null) {
            throw new IllegalArgumentException("a recording is needed: --replay DIR");
        }
        return recording;
    }
}
