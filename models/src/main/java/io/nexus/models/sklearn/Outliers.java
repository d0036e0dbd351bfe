package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.List;

/** Detectors of unusual rows. */
final class Outliers {
    private Outliers() {}

    static boolean reads(String name) {
        return switch (name) {
            case "OneClassSVM", "SGDOneClassSVM", "EllipticEnvelope" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        return switch (fields.name()) {
            case "OneClassSVM" -> machine(fields);
            case "SGDOneClassSVM" -> {
                double offset = fields.number("offset_");
                Stage linear = LinearModels.linear(fields);
                yield of(fields.name(), linear.finish((values, count) -> values[0] -= offset));
            }
            default -> ellipse(fields);
        };
    }

    /** Support vectors around the usual rows; the edge itself is unusual. */
    private static Fitted machine(Fields fields) throws RefusedException {
        Fitted fitted = KernelMachines.read(fields);
        Stage decision = fitted.prediction();
        if (decision == null) {
            throw fields.other("_dual_coef_");
        }
        return labelled(
                fields.name(), decision, decision.finish((values, count) -> values[0] = values[0] > 0 ? 1 : -1));
    }

    private static Fitted ellipse(Fields fields) throws RefusedException {
        double[] centre = fields.finite("location_", fields.numbers("location_"));
        int width = centre.length;
        double[] precision = fields.finite("precision_", fields.numbers("precision_", width * width));
        double offset = fields.number("offset_");
        Stage decision = new Stage(width, 1, () -> {
            double[] row = new double[width];
            return (in, out) -> {
                for (int i = 0; i < width; i++) {
                    row[i] = in[i] - centre[i];
                }
                double all = 0;
                for (int i = 0; i < width; i++) {
                    double sum = 0;
                    for (int k = 0; k < width; k++) {
                        sum += precision[i * width + k] * row[k];
                    }
                    all += row[i] * sum;
                }
                double distance = Math.sqrt(all);
                out[0] = -(distance * distance) - offset;
            };
        });
        return of(fields.name(), decision);
    }

    /** The label (1 usual, -1 unusual) and the decision function. */
    static Fitted of(String kind, Stage decision) throws RefusedException {
        return labelled(kind, decision, decision.finish((values, count) -> values[0] = values[0] < 0 ? -1 : 1));
    }

    private static Fitted labelled(String kind, Stage decision, Stage label) throws RefusedException {
        return Fitted.outliers(kind, decision, Stages.concat(List.of(label, decision)))
                .withPorts(Neighbours.ports());
    }
}
