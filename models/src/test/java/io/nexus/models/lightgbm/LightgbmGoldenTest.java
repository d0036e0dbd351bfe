package io.nexus.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LightgbmGoldenTest {
    @TestFactory
    Stream<DynamicTest> answersAsTheWriterPredicted() throws IOException {
        List<Path> models = new ArrayList<>();
        models.add(Golden.folder("production-a").resolve("mqscore_6d.txt"));
        models.add(Golden.folder("production-a-bad").resolve("lightgbm_linear_tree.txt"));
        try (Stream<Path> files = Files.walk(Golden.folder("production-a-more"))) {
            files.filter(file -> file.getParent().getFileName().toString().startsWith("lightgbm-"))
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .forEach(models::add);
        }
        return models.stream().map(file -> DynamicTest.dynamicTest(file.toString(), () -> check(file)));
    }

    private static void check(Path file) throws IOException, RefusedException {
        ModelFile model = LightgbmFile.read(Golden.bytes(file), Limits.DEFAULT);
        Golden.Distance distance = Golden.distance(model, Path.of(file + ".golden.csv"));
        System.out.println("GOLDEN " + file.getParent().getFileName() + "/" + file.getFileName() + " " + model.kind() + " " + distance);
        assertThat(distance.relative()).isLessThan(1e-6);
    }
}
