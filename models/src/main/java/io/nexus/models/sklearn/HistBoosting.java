package io.nexus.models.sklearn;

import io.nexus.models.pickle.NumpyArray;
import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Histogram gradient boosting: doubles throughout, missing values go where training sent them. */
final class HistBoosting {
    /** Integers of a set of 256 categories. */
    private static final int SET_INTS = 8;

    private static final int MOST_CATEGORIES = 256;

    private HistBoosting() {}

    static Fitted read(Fields fields, Estimators estimators) throws RefusedException {
        boolean isClassifier = fields.name().endsWith("Classifier");
        List<Object> classes = isClassifier ? Classes.of(fields) : List.of();
        int outputs = isClassifier && classes.size() > 2 ? classes.size() : 1;
        TreeSums sums = new TreeSums(Forests.features(fields), NumberType.FLOAT64, 1, outputs);
        List<Object> rounds = fields.list("_predictors");
        boolean hasCategories = false;
        for (Object round : rounds) {
            List<Object> trees = fields.items("_predictors", round);
            if (trees.size() != outputs) {
                throw Refusals.inconsistent("a round of the " + fields.name() + " has " + trees.size() + " trees where "
                        + outputs + " are needed");
            }
            for (int k = 0; k < outputs; k++) {
                hasCategories |= addTree(sums, fields.of(fields.asInstance("_predictors", trees.get(k))), k);
            }
        }
        Stage trees =
                sums.build(fields.finite("_baseline_prediction", fields.numbers("_baseline_prediction", outputs)));
        Stage raw = fields.has("_preprocessor")
                ? encoded(fields, estimators).then(trees)
                : hasCategories ? known(fields, trees.inputs()).then(trees) : trees;
        String kind = fields.name() + ", " + rounds.size() * outputs + " trees";
        if (!isClassifier) {
            boolean isLogLinked = fields.isText("loss", "poisson", "gamma");
            return Fitted.regressor(kind, isLogLinked ? raw.finish(Links::exps) : raw);
        }
        if (outputs > 1) {
            return Fitted.classifier(kind, raw, raw.finish(Links::softmax), classes);
        }
        return Fitted.classifier(kind, raw, raw.finish(Links::expits).then(Links.both()), classes);
    }

    /** Puts the columns of categories first and numbers their categories. */
    private static Stage encoded(Fields fields, Estimators estimators) throws RefusedException {
        Stage stage = estimators.read(fields.instance("_preprocessor")).transform();
        if (stage == null) {
            throw fields.other("_preprocessor");
        }
        return stage;
    }

    /** Leaves the categories that were seen in training and makes all others missing, as versions before 1.4 do. */
    private static Stage known(Fields fields, int inputs) throws RefusedException {
        Fields mapper = fields.of(fields.instance("_bin_mapper"));
        List<Object> flags = mapper.list("is_categorical_");
        List<Object> bins = mapper.list("bin_thresholds_");
        if (flags.size() != inputs || bins.size() != inputs) {
            throw fields.other("_bin_mapper");
        }
        boolean[][] known = new boolean[inputs][];
        for (int i = 0; i < inputs; i++) {
            known[i] = new boolean[0];
            if (flags.get(i).equals(1L) || flags.get(i).equals(true)) {
                known[i] = new boolean[MOST_CATEGORIES];
                for (double category : mapper.numbers("bin_thresholds_", bins.get(i))) {
                    if (!(category >= 0 && category < MOST_CATEGORIES)) {
                        throw fields.other("_bin_mapper");
                    }
                    known[i][(int) category] = true;
                }
            }
        }
        return Stage.pure(inputs, inputs, (in, out) -> {
            for (int i = 0; i < inputs; i++) {
                boolean isNumber = known[i].length == 0;
                boolean isKnown = isNumber || (in[i] >= 0 && in[i] < MOST_CATEGORIES && known[i][(int) in[i]]);
                out[i] = isKnown ? in[i] : Double.NaN;
            }
        });
    }

    /** Adds a tree and says whether it asks for categories. */
    private static boolean addTree(TreeSums sums, Fields tree, int output) throws RefusedException {
        NumpyArray nodes = tree.array("nodes");
        int size = nodes.size();
        tree.spending().numbers(8L * size);
        long[] isLeaf = nodes.field("is_leaf").longs();
        long[] left = nodes.field("left").longs();
        long[] right = nodes.field("right").longs();
        long[] missing = nodes.field("missing_go_to_left").longs();
        boolean[] isMissingLeft = new boolean[size];
        for (int n = 0; n < size; n++) {
            isMissingLeft[n] = missing[n] != 0;
            left[n] = isLeaf[n] != 0 ? -1 : left[n];
        }
        double[] values = nodes.field("value").doubles();
        String threshold = nodes.hasField("num_threshold") ? "num_threshold" : "threshold";
        TreeNodes read = new TreeNodes(
                left,
                right,
                nodes.field("feature_idx").longs(),
                nodes.field(threshold).doubles(),
                isMissingLeft,
                values,
                values,
                sets(tree, nodes));
        sums.add(read, values, output);
        return read.sets().length > 0;
    }

    /** Categories that go left at each node; empty if no node asks for categories. */
    private static int[] @Nullable [] sets(Fields tree, NumpyArray nodes) throws RefusedException {
        long[] flags =
                nodes.hasField("is_categorical") ? nodes.field("is_categorical").longs() : new long[0];
        if (LongStream.of(flags).allMatch(flag -> flag == 0)) {
            return new int[0][];
        }
        NumpyArray all = tree.array("raw_left_cat_bitsets");
        tree.spending().numbers(all.size());
        long[] bits = all.longs();
        long[] places = nodes.field("bitset_idx").longs();
        int[] @Nullable [] sets = new int[flags.length][];
        for (int n = 0; n < flags.length; n++) {
            if (flags[n] != 0) {
                long from = places[n] * SET_INTS;
                if (from < 0 || from + SET_INTS > bits.length) {
                    throw Refusals.inconsistent("a tree asks for the set " + places[n] + " of categories, it has "
                            + bits.length / SET_INTS);
                }
                sets[n] = LongStream.of(bits)
                        .skip(from)
                        .limit(SET_INTS)
                        .mapToInt(word -> (int) word)
                        .toArray();
            }
        }
        return sets;
    }
}
