package io.nexus.job.bench;

import io.nexus.connectors.kafka.Topics;
import java.nio.file.Path;

final class TicksBench {
    private TicksBench() {}

    static Measurement measure(BenchSide side, Path folder) throws Exception {
        throw new IllegalStateException(side + Topics.MARKET + folder);
    }
}
