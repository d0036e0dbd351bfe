package io.nexus.models.sklearn;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.List;

/** Models that keep their training rows and ask the nearest of them. */
final class Neighbours {
    private Neighbours() {}

    static boolean reads(String name) {
        return switch (name) {
            case "KNeighborsClassifier", "KNeighborsRegressor", "LocalOutlierFactor" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        int[] shape = Projections.shape(fields, "_fit_X");
        double[] rows = fields.finite("_fit_X", fields.numbers("_fit_X"));
        Nearest nearest = Nearest.of(fields, rows, shape[0], shape[1]);
        String kind = fields.name() + " of " + shape[0] + " rows";
        if (fields.name().equals("LocalOutlierFactor")) {
            return outliers(fields, kind, nearest);
        }
        boolean isByDistance = fields.isText("weights", "distance");
        if (!isByDistance && !fields.isText("weights", "uniform") && fields.has("weights")) {
            throw Refusals.unsupported("the " + fields.name() + " has weights of its owner");
        }
        if (fields.name().endsWith("Regressor")) {
            int outputs = fields.array("_y").shape().length == 2 ? Projections.shape(fields, "_y")[1] : 1;
            double[] targets = fields.finite("_y", fields.numbers("_y", shape[0] * outputs));
            return Fitted.regressor(kind, mean(nearest, targets, outputs, isByDistance));
        }
        List<Object> classes = Classes.of(fields);
        double[] places = fields.numbers("_y", shape[0]);
        double[] flags = new double[shape[0] * classes.size()];
        fields.spending().numbers(flags.length);
        for (int row = 0; row < places.length; row++) {
            if (!(places[row] >= 0 && places[row] < classes.size())) {
                throw fields.other("_y");
            }
            flags[row * classes.size() + (int) places[row]] = 1;
        }
        return Fitted.classifier(
                kind, null, mean(nearest, flags, classes.size(), isByDistance).finish(Links::shares), classes);
    }

    /** Mean of the targets of the nearest rows. */
    private static Stage mean(Nearest nearest, double[] targets, int outputs, boolean isByDistance) {
        int count = nearest.count();
        return new Stage(nearest.width(), outputs, () -> {
            int[] places = new int[count];
            double[] distances = new double[count];
            return (in, out) -> {
                nearest.find(in, places, distances);
                boolean hasZero = false;
                for (int n = 0; n < count; n++) {
                    hasZero |= distances[n] == 0;
                }
                double all = 0;
                Arrays.fill(out, 0, outputs, 0);
                for (int n = 0; n < count; n++) {
                    double weight = !isByDistance ? 1 : hasZero ? (distances[n] == 0 ? 1 : 0) : 1 / distances[n];
                    all += weight;
                    for (int k = 0; k < outputs; k++) {
                        out[k] += targets[places[n] * outputs + k] * weight;
                    }
                }
                for (int k = 0; k < outputs; k++) {
                    out[k] /= all;
                }
            };
        });
    }

    /** The label (1 usual, -1 unusual) and the decision function. */
    private static Fitted outliers(Fields fields, String kind, Nearest nearest) throws RefusedException {
        if (!fields.flag("novelty", false)) {
            throw Refusals.unsupported(
                    "the LocalOutlierFactor was fitted without novelty=True and answers no new rows");
        }
        int count = nearest.count();
        int rows = nearest.rows();
        double[] densities = fields.finite("_lrd", fields.numbers("_lrd", rows));
        double[] all = fields.numbers("_distances_fit_X_");
        double offset = fields.number("offset_");
        if (all.length % rows != 0 || all.length / rows < count) {
            throw fields.other("_distances_fit_X_");
        }
        int own = all.length / rows;
        double[] reach = new double[rows];
        for (int row = 0; row < rows; row++) {
            reach[row] = all[row * own + count - 1];
        }
        Stage decision = new Stage(nearest.width(), 1, () -> {
            int[] places = new int[count];
            double[] distances = new double[count];
            return (in, out) -> {
                nearest.find(in, places, distances);
                double sum = 0;
                for (int n = 0; n < count; n++) {
                    sum += Math.max(distances[n], reach[places[n]]);
                }
                double density = 1 / (sum / count + 1e-10);
                double shares = 0;
                for (int n = 0; n < count; n++) {
                    shares += densities[places[n]] / density;
                }
                out[0] = -(shares / count) - offset;
            };
        });
        return Outliers.of(kind, decision);
    }

    /** Ports of what tells usual from unusual rows. */
    static List<Port> ports() {
        return List.of(Port.of("label", 1, NumberType.INT64), Port.of("scores", 1, NumberType.FLOAT64));
    }
}
