package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;

/** Kernel ridge regression: a weighted sum of how near a row is to each training row. */
final class KernelSums {
    private static final double USUAL_DEGREE = 3;

    private KernelSums() {}

    static Fitted read(Fields fields) throws RefusedException {
        int[] shape = Projections.shape(fields, "X_fit_");
        double[] rows = fields.finite("X_fit_", fields.numbers("X_fit_"));
        double[] weights = fields.finite("dual_coef_", fields.numbers("dual_coef_", shape[0]));
        double gamma = fields.number("gamma", 1.0 / shape[1]);
        String name =
                switch (fields.text("kernel", "a function of its owner")) {
                    case "linear" -> "linear";
                    case "rbf" -> "rbf";
                    case "poly", "polynomial" -> "poly";
                    case "sigmoid" -> "sigmoid";
                    default -> throw Refusals.unsupported(
                            "the kernel '" + Refusals.shown(fields.text("kernel", "a function of its owner"))
                                    + "' of the KernelRidge is not read");
                };
        Kernel kernel = new Kernel(
                name, shape[0], rows, gamma, fields.number("coef0", 1), fields.number("degree", USUAL_DEGREE));
        return Fitted.regressor("KernelRidge", new Stage(shape[1], 1, () -> {
            double[] near = new double[shape[0]];
            return (in, out) -> {
                kernel.apply(in, near);
                double sum = 0;
                for (int v = 0; v < near.length; v++) {
                    sum += near[v] * weights[v];
                }
                out[0] = sum;
            };
        }));
    }
}
