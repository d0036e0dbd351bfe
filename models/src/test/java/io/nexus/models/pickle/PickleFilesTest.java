package io.nexus.models.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PickleFilesTest {
    @TestFactory
    Stream<DynamicTest> readsEveryGoodFile() throws IOException {
        return pickles("production-a", "production-a-more")
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Pickle pickle = Pickle.read(Files.readAllBytes(file), Limits.DEFAULT);

                    assertThat(pickle.root()).isInstanceOfAny(Instance.class, Map.class);
                }));
    }

    @TestFactory
    Stream<DynamicTest> readsOrRefusesEveryBadFileInTime() throws IOException {
        return pickles("production-a-bad")
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    long start = System.nanoTime();

                    assertThatCode(() -> Pickle.read(Files.readAllBytes(file), Limits.DEFAULT))
                            .satisfies(thrown -> {
                                if (thrown != null) {
                                    assertThat(thrown).isInstanceOf(RefusedException.class);
                                }
                            });

                    assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
                }));
    }

    private static Stream<Path> pickles(String... folders) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(SharedData.folder("models/" + folder))) {
                files.filter(file -> file.toString().endsWith(".pkl")
                                || file.toString().endsWith(".joblib"))
                        .forEach(file -> found.put(file.toString(), file));
            }
        }
        return found.values().stream();
    }
}
