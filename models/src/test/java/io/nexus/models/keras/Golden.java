package io.nexus.models.keras;

import io.nexus.models.serving.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recorded rows of a model: inputs and the outputs that its own library gave. */
record Golden(String title, List<double[]> inputs, List<double[]> outputs) {
    static Golden of(Path model) {
        try {
            List<String> lines = Files.readAllLines(Path.of(model + ".golden.csv"));
            int width = (int) List.of(lines.get(1).split(",")).stream()
                    .filter(name -> name.startsWith("in_"))
                    .count();
            List<double[]> inputs = new ArrayList<>();
            List<double[]> outputs = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                String[] cells = line.split(",", -1);
                double[] in = new double[width];
                double[] out = new double[cells.length - width];
                for (int i = 0; i < cells.length; i++) {
                    (i < width ? in : out)[i < width ? i : i - width] = Float.parseFloat(cells[i]);
                }
                inputs.add(in);
                outputs.add(out);
            }
            return new Golden(lines.get(0), inputs, outputs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Largest difference of all rows, each relative to the row's largest output, or to a part of the largest output
     * of all rows
     * if that is more: where large terms cancel, the recorded row itself holds the rounding of its own library. */
    double largestDifference(Model model, double part) {
        double least =
                part * outputs.stream().mapToDouble(Golden::largest).max().orElse(0);
        double largest = 0;
        for (int row = 0; row < inputs.size(); row++) {
            double[] actual = new double[model.signature().outputWidth()];
            model.evaluate(inputs.get(row), actual);
            largest = Math.max(largest, difference(outputs.get(row), actual, least));
        }
        return largest;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double difference(double[] expected, double[] actual, double least) {
        if (expected.length != actual.length) {
            throw new AssertionError(actual.length + " outputs instead of " + expected.length);
        }
        double scale = Math.max(largest(expected), least);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double away = Math.abs(expected[i] - actual[i]);
            if (Double.isNaN(expected[i]) != Double.isNaN(actual[i])) {
                return Double.POSITIVE_INFINITY;
            }
            worst = Math.max(worst, Double.isNaN(away) || away == 0 ? 0 : away / scale);
        }
        return worst;
    }
}
