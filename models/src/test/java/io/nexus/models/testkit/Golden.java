package io.nexus.models.testkit;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Model files of the shared data with the rows that their writers predicted. Tests are skipped where the data is
 * absent. */
public final class Golden {
    private Golden() {}

    public static Path folder(String name) {
        Path found = Stream.of("..", "../..")
                .map(up -> Path.of(up, "shared", "data", "models").resolve(name))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(Path.of(name));
        Assumptions.assumeTrue(Files.isDirectory(found), "model files are absent: ../shared/data/models/" + name);
        return found;
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Largest difference of a row, relative to the row's largest output; and how many values differ at all. */
    public record Distance(double relative, int values, int count) {}

    public static Distance distance(ModelFile file, Path golden) throws RefusedException, IOException {
        List<String> lines = Files.readAllLines(golden);
        List<String> columns = List.of(lines.get(1).split(","));
        int inputs =
                (int) columns.stream().filter(name -> name.startsWith("in_")).count();
        boolean isFloat = lines.get(0).contains("dtype=float32");
        try (Model model = file.image().open()) {
            double[] outputs = new double[model.signature().outputWidth()];
            if (inputs != model.signature().inputWidth() || columns.size() - inputs != outputs.length) {
                throw new AssertionError(golden + " has other widths than " + model.signature());
            }
            double worst = 0;
            int differing = 0;
            for (String line : lines.subList(2, lines.size())) {
                double[] row = Arrays.stream(line.split(","))
                        .mapToDouble(text -> isFloat ? Float.parseFloat(text) : Double.parseDouble(text))
                        .toArray();
                model.evaluate(Arrays.copyOf(row, inputs), outputs);
                double largest = 0;
                double apart = 0;
                for (int k = 0; k < outputs.length; k++) {
                    double expected = row[inputs + k];
                    largest = Math.max(largest, Math.abs(expected));
                    apart = Math.max(apart, Math.abs(outputs[k] - expected));
                    differing += outputs[k] == expected ? 0 : 1;
                }
                worst = Math.max(worst, apart == 0 ? 0 : apart / largest);
            }
            return new Distance(worst, differing, (lines.size() - 2) * outputs.length);
        }
    }
}
