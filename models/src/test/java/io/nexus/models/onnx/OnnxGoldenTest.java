package io.nexus.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class OnnxGoldenTest {
    /** Trees add leaves in one order; nets and linear models add products in the order of the processor. */
    private static final double TREE_TOLERANCE = 1e-6;

    private static final double NET_TOLERANCE = 1e-5;

    @TestFactory
    Stream<DynamicTest> answersEveryRowAsItsWriterDid() throws IOException {
        return Stream.of("models/production-a", "models/production-a-more")
                .flatMap(folder -> files(folder).stream())
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
    }

    private static void compare(Path file) throws IOException, RefusedException {
        ModelFile read = OnnxFile.read(Files.readAllBytes(file), Limits.DEFAULT);
        GoldenRows golden = GoldenRows.read(Path.of(file + ".golden.csv"));
        double worst = 0;
        try (Model model = read.image().open()) {
            assertThat(model.signature().inputWidth()).isEqualTo(golden.inputs().get(0).length);
            assertThat(model.signature().outputWidth())
                    .isEqualTo(golden.outputs().get(0).length);
            double[] answer = new double[model.signature().outputWidth()];
            for (int row = 0; row < golden.inputs().size(); row++) {
                double[] expected = golden.outputs().get(row);
                model.evaluate(golden.inputs().get(row), answer);
                worst = Math.max(worst, difference(expected, answer));
            }
        }
        assertThat(worst).isLessThanOrEqualTo(read.kind().contains("Tree") ? TREE_TOLERANCE : NET_TOLERANCE);
    }

    /** Largest difference as a share of the row's largest output. */
    private static double difference(double[] expected, double[] answer) {
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(
                    difference, Double.compare(expected[i], answer[i]) == 0 ? 0 : Math.abs(expected[i] - answer[i]));
            assertThat(Double.isNaN(answer[i])).isEqualTo(Double.isNaN(expected[i]));
        }
        return difference == 0 ? 0 : difference / Math.max(largest, Float.MIN_NORMAL);
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> all = Files.walk(SharedData.folder(folder))) {
            return all.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
