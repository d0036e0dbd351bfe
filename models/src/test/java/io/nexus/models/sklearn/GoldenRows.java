package io.nexus.models.sklearn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows that the writer of a model file computed, beside the file.
 *
 * @param isFloat true if the inputs are floats
 * @param isFloatOut true if the outputs are floats */
record GoldenRows(boolean isFloat, boolean isFloatOut, List<double[]> inputs, List<double[]> outputs) {
    static GoldenRows of(Path model) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(model + ".golden.csv"));
        boolean isFloat = lines.get(0).contains("dtype=float32");
        boolean isFloatOut = lines.get(0).contains("(float32)");
        String[] names = lines.get(1).split(",", -1);
        int width = (int)
                Arrays.stream(names).filter(name -> name.startsWith("in_")).count();
        List<double[]> inputs = new ArrayList<>();
        List<double[]> outputs = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            String[] cells = line.split(",", -1);
            double[] in = new double[width];
            double[] out = new double[names.length - width];
            for (int i = 0; i < names.length; i++) {
                boolean isIn = i < width;
                double value =
                        (isIn ? isFloat : isFloatOut) ? Float.parseFloat(cells[i]) : Double.parseDouble(cells[i]);
                if (isIn) {
                    in[i] = value;
                } else {
                    out[i - width] = value;
                }
            }
            inputs.add(in);
            outputs.add(out);
        }
        return new GoldenRows(isFloat, isFloatOut, inputs, outputs);
    }
}
