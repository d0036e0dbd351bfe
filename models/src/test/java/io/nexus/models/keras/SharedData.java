package io.nexus.models.keras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded models beside the project; tests that need them are skipped where they are absent. */
final class SharedData {
    private SharedData() {}

    /** A folder below {@code ../shared/data/models}, seen from the project's root. */
    static Path folder(String name) {
        Path found = Stream.of("..", "../..")
                .map(up -> Path.of(up, "shared", "data", "models").resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(found != null, "recorded models are absent: ../shared/data/models/" + name);
        return found;
    }

    /** All files below a folder with one of these endings, in order. */
    static List<Path> files(Path folder, String... endings) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
