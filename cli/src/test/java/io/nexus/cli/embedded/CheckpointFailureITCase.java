package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.cli.config.RunConfig;
import io.nexus.connectors.config.ConfigBinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checkpoints of a run: two are kept, and one that fails is counted and said and fails nothing. */
final class CheckpointFailureITCase {
    private static final long LIMIT_MS = 60_000;

    @TempDir
    Path directory;

    @Test
    void twoCheckpointsAreKeptAndAFailureIsSaidAndFailsNothing() throws Exception {
        RunConfig config = ConfigBinder.bind(RunConfig.defaults(), Map.of("simulation", Map.of("instruments", 2)));
        RunPlan plan = new RunPlan(config, null, 1, 60_000, 600_000, "60x", false, false, "0", null);
        try (DataDirectory data = DataDirectory.open(directory);
                EmbeddedRun run = EmbeddedRun.start(plan, data)) {
            await("progress", () -> run.monitor().progressFeedTimeMs() > Long.MIN_VALUE);
            for (int i = 0; i < 3; i++) {
                run.checkpoint();
            }
            await("the counts", () -> run.checkpoints().completed() >= 3);
            Path job = jobFolder();
            assertThat(checkpoints(job)).hasSize(2);

            delete(job);
            Files.writeString(job, "in the way");
            assertThatThrownBy(run::checkpoint).isNotNull();
            assertThatThrownBy(run::checkpoint).isNotNull();

            await("the failures", () -> {
                assertThat(run.restartCause()).isEmpty(); // it is told for two seconds, the failures later
                return run.checkpoints().failed() >= 2;
            });
            assertThat(run.remarks()).anySatisfy(remark -> assertThat(remark).startsWith("a checkpoint failed ("));
            assertThat(run.failure()).isEmpty();
            assertThat(run.restartCause()).isEmpty();
        }
    }

    private Path jobFolder() throws Exception {
        try (Stream<Path> jobs = Files.list(directory.resolve("checkpoints"))) {
            return jobs.findFirst().orElseThrow();
        }
    }

    private static List<Path> checkpoints(Path job) throws Exception {
        try (Stream<Path> folders = Files.list(job)) {
            return folders.filter(folder -> Files.exists(folder.resolve("_metadata")))
                    .toList();
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.call()) {
            assertThat(System.currentTimeMillis()).as("waiting for %s", what).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
