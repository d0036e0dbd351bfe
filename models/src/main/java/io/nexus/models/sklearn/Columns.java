package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Preprocessing that adds, drops or fills columns. */
final class Columns {
    private static final int MOST_TERMS = 100_000;
    private static final double EDGE = 1e-7;
    private static final double LOWEST = Normal.quantile(EDGE - 0x1p-52);
    private static final double HIGHEST = Normal.quantile(1 - (EDGE - 0x1p-52));

    private Columns() {}

    static boolean reads(String name) {
        return switch (name) {
            case "SimpleImputer",
                    "PolynomialFeatures",
                    "QuantileTransformer",
                    "VarianceThreshold",
                    "OrdinalEncoder" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        Stage stage =
                switch (fields.name()) {
                    case "SimpleImputer" -> imputer(fields);
                    case "PolynomialFeatures" -> polynomial(fields);
                    case "VarianceThreshold" -> varianceThreshold(fields);
                    case "OrdinalEncoder" -> ordinal(fields);
                    default -> quantiles(fields);
                };
        return Fitted.transformer(fields.name(), stage);
    }

    private static Stage imputer(Fields fields) throws RefusedException {
        double[] fill = fields.numbers("statistics_");
        int width = fill.length;
        double missing = fields.number("missing_values", Double.NaN);
        for (double value : fill) {
            if (Double.isNaN(value)) {
                throw Refusals.unsupported("the SimpleImputer saw a column without any value");
            }
        }
        Stage filled = Stage.pure(width, width, (in, out) -> {
            for (int i = 0; i < width; i++) {
                out[i] = isMissing(in[i], missing) ? fill[i] : in[i];
            }
        });
        if (!fields.flag("add_indicator", false)) {
            return filled;
        }
        double[] columns = fields.numbers(
                "features_", fields.of(fields.instance("indicator_")).need("features_"));
        Stage flags = Stages.select(
                        width,
                        Arrays.stream(columns).mapToInt(column -> (int) column).toArray())
                .finish((values, count) -> {
                    for (int k = 0; k < count; k++) {
                        values[k] = isMissing(values[k], missing) ? 1 : 0;
                    }
                });
        return Stages.concat(List.of(filled, flags));
    }

    private static boolean isMissing(double value, double missing) {
        return value == missing || (Double.isNaN(missing) && Double.isNaN(value));
    }

    /** Each number becomes its place among the numbers seen in training. */
    private static Stage ordinal(Fields fields) throws RefusedException {
        List<double[]> categories = new ArrayList<>();
        for (Object column : fields.list("categories_")) {
            double[] numbers = fields.numbers("categories_", column);
            int count = numbers.length > 0 && Double.isNaN(numbers[numbers.length - 1])
                    ? numbers.length - 1
                    : numbers.length;
            categories.add(Arrays.copyOf(numbers, count));
        }
        if (fields.flag("_infrequent_enabled", false)
                || (fields.has("encoded_missing_value") && !Double.isNaN(fields.number("encoded_missing_value")))) {
            throw Refusals.unsupported("the OrdinalEncoder joins rare or missing categories, which is not read");
        }
        double unknown = fields.number("unknown_value", Double.NaN);
        int width = categories.size();
        return Stage.pure(width, width, (in, out) -> {
            for (int i = 0; i < width; i++) {
                int place = Arrays.binarySearch(categories.get(i), in[i] + 0.0);
                out[i] = Double.isNaN(in[i]) ? Double.NaN : place >= 0 ? place : unknown;
            }
        });
    }

    private static Stage varianceThreshold(Fields fields) throws RefusedException {
        double[] variances = fields.numbers("variances_");
        double least = fields.number("threshold", 0);
        int[] kept = new int[variances.length];
        int count = 0;
        for (int i = 0; i < variances.length; i++) {
            if (variances[i] > least) {
                kept[count++] = i;
            }
        }
        return Stages.select(variances.length, Arrays.copyOf(kept, count));
    }

    private static Stage polynomial(Fields fields) throws RefusedException {
        int width = fields.integer("n_features_in_");
        boolean isRange = !(fields.need("degree") instanceof Number);
        double[] degrees = fields.numbers("degree");
        int most = (int) degrees[degrees.length - 1];
        int least = isRange ? (int) degrees[0] : 1;
        if (degrees.length > 2 || most < 0 || most > 16 || width < 1) {
            throw fields.other("degree");
        }
        List<int[]> terms = new ArrayList<>();
        if (fields.flag("include_bias", true)) {
            terms.add(new int[0]);
        }
        List<int[]> previous = List.of(new int[0]);
        boolean isInteraction = fields.flag("interaction_only", false);
        for (int degree = 1; degree <= most; degree++) {
            previous = longer(previous, width, isInteraction);
            if (degree >= least) {
                terms.addAll(previous);
            }
            fields.spending().numbers(previous.size());
            if (terms.size() > MOST_TERMS) {
                throw Refusals.tooLarge("PolynomialFeatures makes more than " + MOST_TERMS + " columns");
            }
        }
        return Stage.pure(width, terms.size(), (in, out) -> {
            for (int t = 0; t < terms.size(); t++) {
                double product = 1;
                int[] term = terms.get(t);
                for (int i = term.length - 1; i >= 0; i--) {
                    product *= in[term[i]];
                }
                out[t] = product;
            }
        });
    }

    /** Combinations with one more feature, in lexical order. */
    private static List<int[]> longer(List<int[]> shorter, int width, boolean isInteraction) throws RefusedException {
        List<int[]> longer = new ArrayList<>();
        for (int[] term : shorter) {
            int from = term.length == 0 ? 0 : term[term.length - 1] + (isInteraction ? 1 : 0);
            for (int i = from; i < width; i++) {
                int[] next = Arrays.copyOf(term, term.length + 1);
                next[term.length] = i;
                longer.add(next);
                if (longer.size() > MOST_TERMS) {
                    throw Refusals.tooLarge("PolynomialFeatures makes more than " + MOST_TERMS + " columns");
                }
            }
        }
        return longer;
    }

    private static Stage quantiles(Fields fields) throws RefusedException {
        boolean isNormal = fields.isText("output_distribution", "normal");
        double[] references = fields.numbers("references_");
        NumpyArray array = fields.array("quantiles_");
        double[] all = fields.numbers("quantiles_");
        int width = array.shape().length == 2 ? array.shape()[1] : 0;
        if (width == 0 || array.shape()[0] != references.length) {
            throw fields.other("quantiles_");
        }
        List<Interpolation> up = new ArrayList<>();
        List<Interpolation> down = new ArrayList<>();
        int count = references.length;
        for (int i = 0; i < width; i++) {
            double[] x = new double[count];
            double[] back = new double[count];
            double[] backReferences = new double[count];
            for (int q = 0; q < count; q++) {
                x[q] = all[q * width + i];
                back[count - 1 - q] = -x[q];
                backReferences[count - 1 - q] = -references[q];
            }
            up.add(Interpolation.of(x, references));
            down.add(Interpolation.of(back, backReferences));
        }
        return Stage.pure(width, width, (in, out) -> {
            for (int i = 0; i < width; i++) {
                double[] x = up.get(i).knots();
                double place = 0.5 * (up.get(i).at(in[i]) - down.get(i).at(-in[i]));
                double edge = isNormal ? EDGE : 0;
                boolean isLow = in[i] - edge < x[0] || in[i] == x[0];
                boolean isHigh = in[i] + edge > x[x.length - 1] || in[i] == x[x.length - 1];
                // the upper end first, then the lower one, as the writer sets them
                double share = isLow ? 0 : isHigh ? 1 : place;
                out[i] = isNormal ? Math.min(Math.max(Normal.quantile(share), LOWEST), HIGHEST) : share;
            }
        });
    }
}
