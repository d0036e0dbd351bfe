package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import org.jspecify.annotations.Nullable;

/** Rows that are projected on directions found in training. */
final class Projections {
    /** From this version on rows are centred after the projection. */
    private static final Version CENTRED_AFTER_SINCE = new Version(1, 5);

    private static final double EPS = 0x1p-52;

    private Projections() {}

    static boolean reads(String name) {
        return switch (name) {
            case "PCA", "IncrementalPCA", "TruncatedSVD", "FastICA", "RBFSampler" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        return Fitted.transformer(fields.name(), fields.name().equals("RBFSampler") ? waves(fields) : linear(fields));
    }

    private static Stage linear(Fields fields) throws RefusedException {
        double[] components = fields.finite("components_", fields.numbers("components_"));
        int[] shape = shape(fields, "components_");
        int outputs = shape[0];
        int inputs = shape[1];
        boolean isPca = fields.name().endsWith("PCA");
        double[] mean = fields.name().equals("TruncatedSVD") || !fields.has("mean_")
                ? null
                : fields.finite("mean_", fields.numbers("mean_", inputs));
        double[] scale = isPca && fields.flag("whiten", false) ? scale(fields, outputs) : null;
        if (mean != null && isPca && Version.of(fields.owner()).isAtLeast(CENTRED_AFTER_SINCE)) {
            double[] start = new double[outputs];
            LinearModels.affine(components, new double[outputs]).open().apply(mean, start);
            for (int k = 0; k < outputs; k++) {
                start[k] = -start[k];
            }
            return scaled(LinearModels.affine(components, start), scale);
        }
        Stage projection = LinearModels.affine(components, new double[outputs]);
        if (mean == null) {
            return scaled(projection, scale);
        }
        Stage centred = Stage.pure(inputs, inputs, (in, out) -> {
            for (int i = 0; i < inputs; i++) {
                out[i] = in[i] - mean[i];
            }
        });
        return scaled(centred.then(projection), scale);
    }

    private static double[] scale(Fields fields, int outputs) throws RefusedException {
        double[] scale = fields.finite("explained_variance_", fields.numbers("explained_variance_", outputs));
        for (int k = 0; k < outputs; k++) {
            scale[k] = Math.max(Math.sqrt(scale[k]), EPS);
        }
        return scale;
    }

    private static Stage scaled(Stage projection, double @Nullable [] scale) {
        return scale == null
                ? projection
                : projection.finish((values, count) -> {
                    for (int k = 0; k < count; k++) {
                        values[k] /= scale[k];
                    }
                });
    }

    /** Cosines of random projections. */
    private static Stage waves(Fields fields) throws RefusedException {
        double[] byInput = fields.finite("random_weights_", fields.numbers("random_weights_"));
        int[] shape = shape(fields, "random_weights_");
        double[] offsets = fields.finite("random_offset_", fields.numbers("random_offset_", shape[1]));
        double factor = Math.sqrt(2.0 / shape[1]);
        return LinearModels.affine(transposed(byInput, shape[0], shape[1]), offsets)
                .finish((values, count) -> {
                    for (int k = 0; k < count; k++) {
                        values[k] = Math.cos(values[k]) * factor;
                    }
                });
    }

    /** Shape of a matrix that has values. */
    static int[] shape(Fields fields, String attribute) throws RefusedException {
        NumpyArray array = fields.array(attribute);
        if (array.shape().length != 2 || array.size() == 0) {
            throw fields.other(attribute);
        }
        return array.shape();
    }

    static double[] transposed(double[] matrix, int rows, int columns) {
        double[] transposed = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < columns; k++) {
                transposed[k * rows + i] = matrix[i * columns + k];
            }
        }
        return transposed;
    }
}
