package io.nexus.models.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class HostileFilesTest {
    private static final long MOST_NS = 1_000_000_000L;

    @TestFactory
    Stream<DynamicTest> refusesEveryHostilePickleWithASentenceInTime() throws IOException {
        Path folder = SharedData.folder("models/production-a-bad");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pkl")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> refuses(file)));
        }
    }

    private static void refuses(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        long start = System.nanoTime();

        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> PickleFile.read(content, Limits.DEFAULT));

        assertThat(System.nanoTime() - start).isLessThan(MOST_NS);
        assertThat(refused).isNotNull();
        assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
        assertThat(refused.nextStep()).isNotBlank();
        assertThat(Path.of("PICKLE-RAN")).doesNotExist();
    }
}
