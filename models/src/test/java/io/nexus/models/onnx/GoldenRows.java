package io.nexus.models.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that a model's own library answered: inputs and outputs, in the number types that the first line names. */
record GoldenRows(boolean isDouble, List<double[]> inputs, List<double[]> outputs) {
    static GoldenRows read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        boolean isDouble = lines.get(0).contains("dtype=float64");
        long width = Arrays.stream(lines.get(1).split(",", -1))
                .filter(name -> name.startsWith("in_"))
                .count();
        List<double[]> inputs = new ArrayList<>();
        List<double[]> outputs = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] cells = line.split(",", -1);
            double[] row = new double[cells.length];
            for (int i = 0; i < cells.length; i++) {
                row[i] = isDouble ? Double.parseDouble(cells[i]) : Float.parseFloat(cells[i]);
            }
            inputs.add(Arrays.copyOf(row, (int) width));
            outputs.add(Arrays.copyOfRange(row, (int) width, row.length));
        }
        return new GoldenRows(isDouble, inputs, outputs);
    }
}
