package io.nexus.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    private static final byte[] OLD = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "{\"a\":2222}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void oldContent() throws IOException {
        file = folder.resolve("file.json");
        WholeFile.replaceSealed(file, OLD);
    }

    @Test
    void givesBackWhatWasWrittenAndLeavesNothingElse() throws IOException {
        WholeFile.replaceSealed(file, NEW);

        assertThat(WholeFile.read(file)).isEqualTo(NEW);
        assertThat(folder.toFile().list()).containsExactly("file.json");
    }

    @Test
    void everyChangedByteOfTheContentIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < OLD.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThatThrownBy(() -> WholeFile.read(file))
                    .as("byte %d", at)
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(file + " is damaged: its checksum is ");
        }
    }

    @Test
    void whatIsOlderThanTheChecksumsIsTakenAsItIs() throws IOException {
        Files.write(file, OLD);

        assertThat(WholeFile.read(file)).isEqualTo(OLD);
    }

    @Test
    void aFullDiskLeavesTheOldContent() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full on this machine");

        assertThatThrownBy(() -> WholeFile.replace(file, NEW, next -> {
                    Files.createFile(next);
                    return FileChannel.open(full, StandardOpenOption.WRITE);
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        assertThat(folder.toFile().list()).containsExactly("file.json");
        assertThat(WholeFile.read(file)).isEqualTo(OLD);
    }
}
