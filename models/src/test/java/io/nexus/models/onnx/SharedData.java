package io.nexus.models.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Recorded real data beside the project; tests that need it are skipped where it is absent. */
final class SharedData {
    private SharedData() {}

    /** A folder below {@code ../shared/data}, seen from the project's root. */
    static Path folder(String name) {
        Path found = Stream.of("..", "../..")
                .map(up -> Path.of(up, "shared", "data").resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(found != null, "recorded data is absent: ../shared/data/" + name);
        return found;
    }
}
