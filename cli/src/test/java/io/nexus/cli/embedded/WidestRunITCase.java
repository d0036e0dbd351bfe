package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.kafka.Topics;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many subtasks as the configuration admits. */
@Tag("evidence")
final class WidestRunITCase {
    private static final long LIMIT_MS = 180_000;

    @TempDir
    Path directory;

    @Test
    void comesToTheEndOfTheFeedWithASubtaskPerPartition() throws Exception {
        RunConfig config = ConfigBinder.bind(RunConfig.defaults(), Map.of("simulation", Map.of("instruments", 2)));
        RunPlan plan = new RunPlan(config, null, 1, 30_000, 10_000, "max", false, false, "0", null)
                .withFlink(new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, Topics.MARKET_PARTITIONS));

        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedRun run = EmbeddedRun.start(plan, data)) {
            long limitMs = System.currentTimeMillis() + LIMIT_MS;
            while (run.monitor().progressFeedTimeMs() < run.run().endFeedTimeMs()) {
                assertThat(run.failure()).isEmpty();
                assertThat(System.currentTimeMillis()).isLessThan(limitMs);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }
}
