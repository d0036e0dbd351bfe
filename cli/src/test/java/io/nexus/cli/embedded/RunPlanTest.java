package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.cli.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunPlanTest {
    @TempDir
    Path directory;

    @Test
    void beginsNoRunThatWouldBeRecordedBehindARecording() throws IOException {
        RunPlan plan = new RunPlan(
                RunConfig.defaults(), null, 1, 60_000, 30_000, "60x", false, false, "0", directory.resolve("out"));

        assertThat(plan.newRun("run").runId()).isEqualTo("run");

        Files.createDirectories(directory.resolve("out/wire"));
        Files.write(directory.resolve("out/wire/feed_20250602.gz"), new byte[0]);
        assertThatThrownBy(() -> plan.newRun("run"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already holds a recording");
    }
}
