package io.nexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code docs/evidence/kill-test.sh}: real processes, killed and interrupted at random moments. */
@Tag("evidence")
final class KillITCase {
    @TempDir
    Path work;

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void killedAndInterruptedRunsGoOnFromWhereTheyWere() throws Exception {
        Path root = Path.of("").toAbsolutePath();
        root = Files.exists(root.resolve("nexus")) ? root : root.getParent();
        Path output = work.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("docs/evidence/kill-test.sh", "1", "8")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("KILL_WORK", work.resolve("runs").toString());
        builder.environment().put("NEXUS_CP", System.getProperty("java.class.path"));

        int code = builder.start().waitFor();

        assertThat(code).as(Files.readString(output)).isZero();
    }
}
