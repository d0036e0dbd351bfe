package io.nexus.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class XgboostGoldenTest {
    @TestFactory
    Stream<DynamicTest> answersAsTheWriterPredicted() throws IOException {
        try (Stream<Path> files = Files.walk(Golden.folder("production-a-more"))) {
            List<Path> models = files.filter(
                            file -> file.getParent().getFileName().toString().startsWith("xgboost-"))
                    .filter(file ->
                            file.toString().endsWith(".json") || file.toString().endsWith(".ubj"))
                    .sorted()
                    .toList();
            return models.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException, RefusedException {
        ModelFile model = XgboostFile.read(Golden.bytes(file), Limits.DEFAULT);
        Golden.Distance distance = Golden.distance(model, Path.of(file + ".golden.csv"));
        System.out.println("GOLDEN " + file.getParent().getFileName() + "/" + file.getFileName() + " " + model.kind()
                + " " + distance);
        assertThat(distance.relative()).isLessThan(1e-6);
    }
}
