package io.nexus.models.folder;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a model its golden rows.
 *
 * @param rows that were asked
 * @param exactRows of them, in which every output is the same number in the writer's type
 * @param worst difference of an output relative to the largest output of its row, over all rows
 * @param fault the first row that differs too much, or why none could be asked; null if all agree */
public record GoldenCheck(int rows, int exactRows, double worst, @Nullable String fault) {
    /** Largest difference of a tree model. */
    public static final double TREES = 1e-6;
    /** Largest difference of any other model. */
    public static final double NETS = 1e-5;
    /** Four roundings of a float, of the largest output of all rows. A net that adds to nearly nothing differs by as much from itself on another
     * processor, which may be any share of that row. */
    private static final double FLOAT_NOISE = 0x1p-21;

    /** Asks a model every row.
     *
     * @param tolerance relative to the largest output of the row */
    public static GoldenCheck of(Model model, GoldenRows golden, double tolerance) {
        int inputWidth = golden.inputs().get(0).length;
        int outputWidth = golden.outputTypes().size();
        int from = firstOutput(model.signature().outputs(), golden.outputTypes());
        if (inputWidth != model.signature().inputWidth() || from < 0) {
            return new GoldenCheck(
                    0,
                    0,
                    Double.NaN,
                    "the rows have " + inputWidth + " inputs and " + outputWidth + " outputs, the model "
                            + model.signature().inputWidth() + " and "
                            + model.signature().outputWidth());
        }
        double[] all = new double[model.signature().outputWidth()];
        double[] answer = new double[outputWidth];
        int exact = 0;
        double worst = 0;
        String fault = null;
        double noise = FLOAT_NOISE * largest(golden);
        for (int row = 0; row < golden.inputs().size(); row++) {
            try {
                model.evaluate(golden.inputs().get(row), all);
                System.arraycopy(all, from, answer, 0, outputWidth);
            } catch (ModelFailure e) {
                return new GoldenCheck(row, exact, Double.NaN, "row " + row + ": " + e.getMessage());
            }
            double[] wanted = golden.outputs().get(row);
            exact += isExact(answer, wanted, golden) ? 1 : 0;
            double difference = difference(answer, wanted);
            double relative = difference == 0 ? 0 : difference / scale(wanted);
            worst = Math.max(worst, relative);
            boolean isNoise = tolerance == NETS && difference <= noise;
            if (fault == null && !isNoise && !(relative <= tolerance)) {
                fault = fault(row, answer, wanted, relative);
            }
        }
        return new GoldenCheck(golden.inputs().size(), exact, worst, fault);
    }

    /** Where the recorded outputs begin among those of the model: at the first if there are as many. A classifier or
     * detector without probabilities answers its label and its scores, and the rows may have one of the two: the one
     * that alone is as wide and of that kind of number. Negative if there is no such place. */
    private static int firstOutput(List<Port> ports, List<NumberType> types) {
        int width = ports.stream().mapToInt(Port::width).sum();
        if (width == types.size()) {
            return 0;
        }
        boolean isLabelled = ports.size() == 2
                && ports.get(0).name().equals("label")
                && ports.get(0).width() == 1;
        if (!isLabelled || types.stream().distinct().count() != 1) {
            return -1;
        }
        boolean isInteger = types.get(0) == NumberType.INT64;
        if (isInteger) {
            return types.size() == 1 ? 0 : -1;
        }
        return ports.get(1).width() == types.size() ? 1 : -1;
    }

    private static String fault(int row, double[] answer, double[] wanted, double difference) {
        int at = 0;
        for (int i = 1; i < wanted.length; i++) {
            if (!(Math.abs(answer[i] - wanted[i]) <= Math.abs(answer[at] - wanted[at]))) {
                at = i;
            }
        }
        return "row " + row + ", output " + at + ": " + answer[at] + " instead of " + wanted[at] + " (" + difference
                + ")";
    }

    private static boolean isExact(double[] answer, double[] wanted, GoldenRows golden) {
        for (int i = 0; i < wanted.length; i++) {
            boolean isFloat = golden.outputTypes().get(i) == NumberType.FLOAT32;
            boolean isSame = isFloat
                    ? Float.compare((float) answer[i], (float) wanted[i]) == 0
                    : Double.compare(answer[i], wanted[i]) == 0;
            if (!isSame && answer[i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static double largest(GoldenRows golden) {
        double largest = 0;
        for (double[] row : golden.outputs()) {
            for (double output : row) {
                largest = Double.isFinite(output) ? Math.max(largest, Math.abs(output)) : largest;
            }
        }
        return largest;
    }

    /** Largest difference of a row's outputs; infinite where only one of two is a number. */
    private static double difference(double[] answer, double[] wanted) {
        double largest = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (Double.isNaN(wanted[i]) != Double.isNaN(answer[i])) {
                return Double.POSITIVE_INFINITY;
            }
            if (!Double.isNaN(wanted[i]) && answer[i] != wanted[i]) {
                largest = Math.max(largest, Math.abs(answer[i] - wanted[i]));
            }
        }
        return largest;
    }

    /** Largest output of a row. */
    private static double scale(double[] wanted) {
        double scale = Double.MIN_NORMAL;
        for (double output : wanted) {
            scale = Math.max(scale, Double.isNaN(output) ? 0 : Math.abs(output));
        }
        return scale;
    }
}
