package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.Arrays;
import java.util.Map;

/** The nearest of some rows.
 *
 * @param metric euclidean, manhattan, chebyshev or minkowski; not cosine, by which all rows are equally far from zeros
 * @param count how many are asked for */
record Nearest(double[] values, int rows, int width, String metric, double power, int count) {
    private static final int MOST = 10_000;

    static Nearest of(Fields fields, double[] values, int rows, int width) throws RefusedException {
        int count = fields.integer(fields.has("n_neighbors_") ? "n_neighbors_" : "n_neighbors");
        if (count < 1 || count > rows || count > MOST) {
            throw Refusals.inconsistent("the " + fields.name() + " asks for " + count + " of " + rows + " rows");
        }
        String metric = fields.text("effective_metric_", "a function of its owner");
        double power = fields.owner().attribute("effective_metric_params_") instanceof Map<?, ?> parameters
                        && parameters.get("p") instanceof Number p
                ? p.doubleValue()
                : fields.number("p", 2);
        if (metric.equals("minkowski")) {
            metric = power == 2 ? "euclidean" : power == 1 ? "manhattan" : "minkowski";
        }
        metric = switch (metric) {
            case "l2" -> "euclidean";
            case "l1", "cityblock" -> "manhattan";
            default -> metric;
        };
        switch (metric) {
            case "euclidean", "manhattan", "chebyshev", "minkowski" -> {
                return new Nearest(values, rows, width, metric, power, count);
            }
            default -> throw Refusals.unsupported(
                    "the distance '" + Refusals.shown(metric) + "' of the " + fields.name() + " is not read");
        }
    }

    /** Finds the nearest rows, the nearest first. */
    void find(double[] in, int[] places, double[] distances) {
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        Arrays.fill(places, 0);
        int found = 0;
        for (int row = 0; row < rows; row++) {
            double distance = distance(in, row * width);
            if (found == count && !(distance < distances[count - 1])) {
                continue;
            }
            int at = Math.min(found, count - 1);
            while (at > 0 && distances[at - 1] > distance) {
                distances[at] = distances[at - 1];
                places[at] = places[at - 1];
                at--;
            }
            distances[at] = distance;
            places[at] = row;
            found = Math.min(found + 1, count);
        }
    }

    private double distance(double[] in, int from) {
        double sum = 0;
        for (int i = 0; i < width; i++) {
            double a = in[i];
            double b = values[from + i];
            double d = Math.abs(a - b);
            switch (metric) {
                case "euclidean" -> sum += d * d;
                case "manhattan" -> sum += d;
                case "chebyshev" -> sum = Math.max(sum, d);
                default -> sum += Math.pow(d, power);
            }
        }
        return switch (metric) {
            case "euclidean" -> Math.sqrt(sum);
            case "minkowski" -> Math.pow(sum, 1 / power);
            default -> sum;
        };
    }
}
