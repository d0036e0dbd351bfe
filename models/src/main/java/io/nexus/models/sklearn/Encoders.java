package io.nexus.models.sklearn;

import io.nexus.models.pickle.None;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of numbers that become places, intervals or flags. */
final class Encoders {
    /** From this version on an edge belongs to the interval above it exactly. */
    private static final Version EXACT_EDGES_SINCE = new Version(1, 1);

    private static final double EDGE_SHARE = 1e-5;
    private static final double EDGE_LEAST = 1e-8;

    private Encoders() {}

    static boolean reads(String name) {
        return switch (name) {
            case "OneHotEncoder", "KBinsDiscretizer", "Binarizer", "FunctionTransformer" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        Stage stage =
                switch (fields.name()) {
                    case "OneHotEncoder" -> oneHot(fields);
                    case "KBinsDiscretizer" -> bins(fields);
                    case "Binarizer" -> binarizer(fields);
                    default -> function(fields);
                };
        return Fitted.transformer(fields.name(), stage);
    }

    private static Stage binarizer(Fields fields) throws RefusedException {
        int width = fields.integer("n_features_in_");
        double threshold = fields.number("threshold", 0);
        return Stage.identity(width).finish((values, count) -> {
            for (int k = 0; k < count; k++) {
                values[k] = values[k] > threshold ? 1 : 0;
            }
        });
    }

    private static Stage function(Fields fields) throws RefusedException {
        int width = fields.integer("n_features_in_");
        return TargetFunctions.of(fields, "func", width);
    }

    /** Numbers of each column's interval, or a flag for each interval. */
    private static Stage bins(Fields fields) throws RefusedException {
        List<double[]> edges = new ArrayList<>();
        int flags = 0;
        for (Object column : fields.list("bin_edges_")) {
            double[] all = fields.numbers("bin_edges_", column);
            if (all.length < 2) {
                throw fields.other("bin_edges_");
            }
            for (int i = 1; i < all.length; i++) {
                if (!(all[i] >= all[i - 1])) {
                    throw Refusals.inconsistent("the edges of a KBinsDiscretizer do not rise");
                }
            }
            edges.add(Arrays.copyOfRange(all, 1, all.length - 1));
            flags += all.length - 1;
        }
        boolean isExact = Version.of(fields.owner()).isAtLeast(EXACT_EDGES_SINCE);
        int width = edges.size();
        boolean isOrdinal = fields.isText("encode", "ordinal");
        int outputs = isOrdinal ? width : flags;
        fields.spending().numbers(outputs);
        return Stage.pure(width, outputs, (in, out) -> {
            if (!isOrdinal) {
                Arrays.fill(out, 0, outputs, 0);
            }
            for (int i = 0, at = 0; i < width; i++) {
                double x = isExact ? in[i] : in[i] + (EDGE_LEAST + EDGE_SHARE * Math.abs(in[i]));
                int bin = above(edges.get(i), x);
                if (isOrdinal) {
                    out[i] = bin;
                } else {
                    out[at + bin] = 1;
                    at += edges.get(i).length + 1;
                }
            }
        });
    }

    /** How many edges are at most x; all for what is no number. */
    private static int above(double[] edges, double x) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x < edges[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** A flag for each category of each column. */
    private static Stage oneHot(Fields fields) throws RefusedException {
        List<Object> columns = fields.list("categories_");
        List<Object> groups = listOrNone(fields, "_default_to_infrequent_mappings");
        List<Object> drops =
                listOrNone(fields, fields.has("_drop_idx_after_grouping") ? "_drop_idx_after_grouping" : "drop_idx_");
        List<Flags> all = new ArrayList<>();
        int outputs = 0;
        for (int i = 0; i < columns.size(); i++) {
            double[] categories = fields.numbers("categories_", columns.get(i));
            double[] group =
                    groups.isEmpty() || groups.get(i) == None.NONE ? null : fields.numbers("groups", groups.get(i));
            boolean isDropping = i < drops.size() && drops.get(i) instanceof Long;
            int drop = isDropping && drops.get(i) instanceof Long place ? place.intValue() : -1;
            Flags flags = Flags.of(fields, categories, group, drop, outputs);
            all.add(flags);
            outputs += flags.width();
        }
        int width = outputs;
        fields.spending().numbers(width);
        return Stage.pure(all.size(), width, (in, out) -> {
            Arrays.fill(out, 0, width, 0);
            for (int i = 0; i < all.size(); i++) {
                all.get(i).set(in[i], out);
            }
        });
    }

    private static List<Object> listOrNone(Fields fields, String attribute) throws RefusedException {
        return fields.has(attribute) ? fields.list(attribute) : List.of();
    }

    /** Flags of one column.
     *
     * @param categories that were seen, rising, NaN last
     * @param places of the flag of each category, -1 for none
     * @param from first flag
     * @param width how many flags
     * @param unknown flag of a category that was not seen, -1 for none, -2 if there is no answer */
    private record Flags(double[] categories, int[] places, int from, int width, int unknown) {
        private static final int NO_FLAG = -1;
        private static final int NO_ANSWER = -2;

        static Flags of(Fields fields, double[] categories, double @Nullable [] groups, int drop, int from)
                throws RefusedException {
            int[] places = new int[categories.length];
            int count = 0;
            for (int c = 0; c < places.length; c++) {
                double place = groups == null ? c : c < groups.length ? groups[c] : -1;
                if (place < 0 || place >= places.length || place != Math.rint(place)) {
                    throw fields.other("categories_");
                }
                places[c] = (int) place;
                count = Math.max(count, places[c] + 1);
            }
            int infrequent = groups == null ? NO_FLAG : count - 1;
            for (int c = 0; drop >= 0 && c < places.length; c++) {
                places[c] = places[c] == drop ? NO_FLAG : places[c] > drop ? places[c] - 1 : places[c];
            }
            if (drop >= 0) {
                infrequent = infrequent == drop ? NO_FLAG : infrequent > drop ? infrequent - 1 : infrequent;
            }
            int unknown = fields.isText("handle_unknown", "ignore")
                    ? NO_FLAG
                    : fields.isText("handle_unknown", "infrequent_if_exist", "warn") ? infrequent : NO_ANSWER;
            return new Flags(categories, places, from, drop >= 0 && drop < count ? count - 1 : count, unknown);
        }

        void set(double value, double[] out) {
            int category = Arrays.binarySearch(categories, value + 0.0);
            int place = category >= 0 ? places[category] : unknown;
            if (place >= 0) {
                out[from + place] = 1;
            } else if (place == NO_ANSWER) {
                Arrays.fill(out, from, from + width, Double.NaN);
            }
        }
    }
}
