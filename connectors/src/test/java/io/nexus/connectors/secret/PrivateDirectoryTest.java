package io.nexus.connectors.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateDirectoryTest {
    @TempDir
    Path folder;

    private static String permissions(Path directory) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    }

    private Path wide(String name) throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void makesADirectoryThatOnlyItsOwnerEnters() throws IOException {
        Path directory = folder.resolve("deep").resolve("run");

        assertThat(PrivateDirectory.open(directory)).isEmpty();
        assertThat(PrivateDirectory.open(directory)).isEmpty();

        assertThat(permissions(directory)).isEqualTo("rwx------");
    }

    @Test
    void closesAnEmptyDirectoryAndOneOfOursAndSaysSo() throws IOException {
        Path empty = wide("empty");
        Path ours = wide("ours");
        Files.createFile(ours.resolve("run.json"));

        assertThat(PrivateDirectory.open(empty, "run.json"))
                .isEqualTo(empty + " could be entered by others (rwxr-xr-x); now only by its owner");
        assertThat(PrivateDirectory.open(ours, "lock", "run.json")).contains("now only by its owner");

        assertThat(permissions(empty)).isEqualTo("rwx------");
        assertThat(permissions(ours)).isEqualTo("rwx------");
    }

    @Test
    void leavesDirectoriesOfOthersAlone() throws IOException {
        Path home = wide("home");
        Files.createFile(home.resolve("letter.txt"));

        assertThatThrownBy(() -> PrivateDirectory.open(home, "run.json"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(home + " can be entered by others (rwxr-xr-x) and holds files of something else");
        assertThat(permissions(home)).isEqualTo("rwxr-xr-x");
        assertThatThrownBy(() -> PrivateDirectory.open(home.resolve("letter.txt")))
                .hasMessageContaining("is a file, not a directory");
    }
}
