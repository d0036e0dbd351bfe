package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Mixtures of normal distributions: the probability of each. */
final class Mixtures {
    private Mixtures() {}

    static Fitted read(Fields fields) throws RefusedException {
        int[] shape = Projections.shape(fields, "means_");
        int count = shape[0];
        int width = shape[1];
        double[] means = fields.finite("means_", fields.numbers("means_"));
        double[] starts = fields.numbers("weights_", count);
        String type = fields.text("covariance_type", "full");
        double[] all = fields.finite("precisions_cholesky_", fields.numbers("precisions_cholesky_"));
        int own = type.equals("full") || type.equals("tied") ? width * width : type.equals("diag") ? width : 1;
        if (all.length != (type.equals("tied") ? 1 : count) * own) {
            throw fields.other("precisions_cholesky_");
        }
        double[][] precisions = new double[count][];
        for (int k = 0; k < count; k++) {
            int from = type.equals("tied") ? 0 : k * own;
            precisions[k] = Arrays.copyOfRange(all, from, from + own);
            starts[k] =
                    Math.log(starts[k]) + logDeterminant(precisions[k], width) - 0.5 * width * Math.log(2 * Math.PI);
        }
        fields.finite("weights_", starts);
        boolean isMatrix = own == width * width && !type.equals("spherical") && !type.equals("diag");
        Stage scores = new Stage(width, count, () -> {
            double[] centre = new double[width];
            double[] row = new double[width];
            return (in, out) -> {
                for (int k = 0; k < count; k++) {
                    System.arraycopy(means, k * width, centre, 0, width);
                    double squares;
                    if (isMatrix) {
                        for (int i = 0; i < width; i++) {
                            row[i] = in[i] - centre[i];
                        }
                        squares = Discriminants.squares(row, precisions[k]);
                    } else {
                        squares = squares(in, centre, precisions[k]);
                    }
                    out[k] = starts[k] - 0.5 * squares;
                }
            };
        });
        List<Object> places = new ArrayList<>(
                IntStream.range(0, count).mapToObj(k -> (Object) (long) k).toList());
        return Fitted.classifier(fields.name() + " of " + count, null, scores.finish(Links::logShares), places);
    }

    private static double squares(double[] row, double[] centre, double[] precisions) {
        double sum = 0;
        for (int i = 0; i < centre.length; i++) {
            double distance = (row[i] - centre[i]) * precisions[precisions.length == 1 ? 0 : i];
            sum += distance * distance;
        }
        return sum;
    }

    private static double logDeterminant(double[] precisions, int width) {
        if (precisions.length == 1 && width != 1) {
            return width * Math.log(precisions[0]);
        }
        int step = precisions.length == width ? 1 : width + 1;
        double sum = 0;
        for (int i = 0; i < width; i++) {
            sum += Math.log(precisions[i * step]);
        }
        return sum;
    }
}
