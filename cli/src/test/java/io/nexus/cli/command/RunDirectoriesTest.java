package io.nexus.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoriesTest {
    @TempDir
    Path root;

    @Test
    void keepsTheNewestFewAndThoseInUse() throws IOException {
        for (int day = 1; day <= 7; day++) {
            DataDirectory.open(root.resolve("2025060" + day + "-000000-000")).close();
        }

        Path fresh;
        try (DataDirectory held = DataDirectory.open(root.resolve("20250601-000000-000"))) {
            fresh = RunDirectories.fresh(root, 5, 1_000);
            assertThat(held.root()).isNotEmptyDirectory();
        }

        try (var runs = Files.list(root)) {
            assertThat(runs.map(run -> run.getFileName().toString().substring(0, 8)))
                    .containsExactlyInAnyOrder(
                            "20250601",
                            "20250604",
                            "20250605",
                            "20250606",
                            "20250607",
                            fresh.getFileName().toString().substring(0, 8));
        }
    }

    @Test
    void keepsOnlyAsMuchAsTheDiskBudgetAllows() throws IOException {
        for (int day = 1; day <= 3; day++) {
            Path run = root.resolve("2025060" + day + "-000000-000");
            DataDirectory.open(run).close();
            Files.write(run.resolve("log"), new byte[700 << 10]);
        }

        Path fresh = RunDirectories.fresh(root, 5, 1);

        try (var runs = Files.list(root)) {
            assertThat(runs).containsExactlyInAnyOrder(root.resolve("20250603-000000-000"), fresh);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rwx------");
    }
}
