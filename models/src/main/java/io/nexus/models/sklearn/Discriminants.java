package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;

/** Classes as normal distributions with one spread for all, or one each. */
final class Discriminants {
    private Discriminants() {}

    static boolean reads(String name) {
        return name.equals("LinearDiscriminantAnalysis") || name.equals("QuadraticDiscriminantAnalysis");
    }

    static Fitted read(Fields fields) throws RefusedException {
        return fields.name().startsWith("Linear") ? linear(fields) : quadratic(fields);
    }

    private static Fitted linear(Fields fields) throws RefusedException {
        List<Object> classes = Classes.of(fields);
        Stage scores = LinearModels.linear(fields);
        if (scores.outputs() != (classes.size() == 2 ? 1 : classes.size())) {
            throw Refusals.inconsistent("the LinearDiscriminantAnalysis has " + classes.size()
                    + " classes, but coefficients for " + scores.outputs());
        }
        Stage probabilities =
                scores.outputs() == 1 ? scores.finish(Links::expits).then(Links.both()) : scores.finish(Links::softmax);
        Fitted fitted = Fitted.classifier(fields.name(), scores, probabilities, classes);
        return fields.has("scalings_") ? fitted.withTransform(projection(fields, scores.inputs())) : fitted;
    }

    private static Stage projection(Fields fields, int inputs) throws RefusedException {
        double[] byInput = fields.finite("scalings_", fields.numbers("scalings_"));
        int[] shape = Projections.shape(fields, "scalings_");
        double[] transposed = Projections.transposed(byInput, shape[0], shape[1]);
        int outputs = Math.min(fields.has("_max_components") ? fields.integer("_max_components") : shape[1], shape[1]);
        if (shape[0] != inputs || outputs < 1) {
            throw fields.other("scalings_");
        }
        double[] weights = Arrays.copyOf(transposed, outputs * inputs);
        double[] centre = fields.has("xbar_") ? fields.numbers("xbar_", inputs) : new double[inputs];
        return Stage.identity(inputs)
                .finish((values, count) -> {
                    for (int i = 0; i < count; i++) {
                        values[i] -= centre[i];
                    }
                })
                .then(LinearModels.affine(weights, new double[outputs]));
    }

    private static Fitted quadratic(Fields fields) throws RefusedException {
        List<Object> classes = Classes.of(fields);
        int count = classes.size();
        int width = Projections.shape(fields, "means_")[1];
        double[] means = fields.finite("means_", fields.numbers("means_", count * width));
        double[] starts = fields.numbers("priors_", count);
        List<Object> rotations = fields.list("rotations_");
        List<Object> scalings = fields.list("scalings_");
        if (rotations.size() != count || scalings.size() != count) {
            throw fields.other("rotations_");
        }
        double[][] axes = new double[count][];
        for (int k = 0; k < count; k++) {
            double[] spreads = fields.numbers("scalings_", scalings.get(k));
            axes[k] = fields.numbers("rotations_", rotations.get(k));
            if (axes[k].length != width * spreads.length) {
                throw fields.other("rotations_");
            }
            double sum = 0;
            for (int j = 0; j < spreads.length; j++) {
                sum += Math.log(spreads[j]);
                for (int i = 0; i < width; i++) {
                    axes[k][i * spreads.length + j] *= Math.pow(spreads[j], -0.5);
                }
            }
            fields.finite("rotations_", axes[k]);
            starts[k] = Math.log(starts[k]) - 0.5 * sum;
        }
        fields.finite("priors_", starts);
        Stage scores = new Stage(width, count, () -> {
            double[] row = new double[width];
            return (in, out) -> {
                for (int k = 0; k < count; k++) {
                    for (int i = 0; i < width; i++) {
                        row[i] = in[i] - means[k * width + i];
                    }
                    out[k] = starts[k] - 0.5 * squares(row, axes[k]);
                }
            };
        });
        Stage decision = count == 2 ? scores.then(Stage.pure(2, 1, (in, out) -> out[0] = in[1] - in[0])) : scores;
        return Fitted.classifier(fields.name(), decision, scores.finish(Links::softmax), classes);
    }

    /** Sum of the squares of a row times a matrix. */
    static double squares(double[] row, double[] matrix) {
        int columns = matrix.length / row.length;
        double all = 0;
        for (int j = 0; j < columns; j++) {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += row[i] * matrix[i * columns + j];
            }
            all += sum * sum;
        }
        return all;
    }
}
