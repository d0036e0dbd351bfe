package io.nexus.connectors.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretFileTest {
    @TempDir
    Path directory;

    @Test
    void isTheOwnersOnlyAndLeavesNothingBeside() throws IOException {
        Path file = directory.resolve("key");
        Files.writeString(directory.resolve("key.next"), "of a process that was killed");

        SecretFile.replace(file, bytes("old"));
        SecretFile.replace(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void isNeverThereWithoutItsContent() throws Exception {
        Path file = directory.resolve("key");
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicBoolean wasEmpty = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!isDone.get()) {
                wasEmpty.compareAndSet(
                        false, file.toFile().exists() && file.toFile().length() == 0);
            }
        });
        reader.start();

        for (int i = 0; i < 500; i++) {
            SecretFile.replace(file, bytes("secret"));
        }
        isDone.set(true);
        reader.join();

        assertThat(wasEmpty).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
