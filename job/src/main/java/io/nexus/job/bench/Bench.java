package io.nexus.job.bench;

import java.nio.file.Path;

/** One measurement in this process. */
public final class Bench {
    private Bench() {}

    /** Measures.
     *
     * @param folder empty; what the measured services need is written there
     * @throws Exception what kept the measured job from running to its end */
    public static Measurement measure(BenchKind kind, BenchSide side, Path folder) throws Exception {
        return switch (kind) {
            case THROUGHPUT -> ThroughputBench.measure(side, folder);
            case LAYERS -> LayersBench.measure(side, folder);
            case TICKS -> TicksBench.measure(side, folder);
        };
    }
}
