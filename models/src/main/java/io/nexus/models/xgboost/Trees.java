package io.nexus.models.xgboost;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.tree.CategoryCast;
import io.nexus.models.tree.Comparison;
import io.nexus.models.tree.Forest;
import io.nexus.models.tree.LeafRules;
import io.nexus.models.tree.Missing;
import io.nexus.models.tree.TreeBuilder;
import io.nexus.models.tree.TreeRules;
import java.util.Arrays;
import java.util.List;

/** Reads the trees of a booster, up to a last round. */
final class Trees {
    private static final int MAX_PARALLEL = 1_000_000;
    /** Weights of dart; since release 3.3 they are beside or in a model that calls itself gbtree. */
    private static final String WEIGHTS = "weight_drop";

    private static final String PARALLEL = "num_parallel_tree";

    private final Learner learner;
    private final Section model;
    private final float[] weights;
    private final List<Section> trees;
    private final boolean isDart;

    private Trees(Learner learner, Section model, double[] weightDrop) throws RefusedException {
        this.learner = learner;
        this.model = model;
        this.trees = model.sections("trees");
        this.isDart = weightDrop.length != 0;
        this.weights = new float[trees.size()];
        Arrays.fill(weights, 1);
        if (weightDrop.length != 0) {
            if (weightDrop.length != weights.length) {
                throw Refusals.inconsistent(
                        "weight_drop has " + weightDrop.length + " values for " + weights.length + " trees");
            }
            for (int tree = 0; tree < weights.length; tree++) {
                weights[tree] = (float) weightDrop[tree];
            }
        }
    }

    static Trees of(Learner learner) throws RefusedException {
        Section booster = learner.booster();
        if (!booster.text("name").equals("dart")) {
            Section model = booster.section("model");
            return new Trees(learner, model, (booster.has(WEIGHTS) ? booster : model).numbersOrNone(WEIGHTS));
        }
        double[] weightDrop = booster.numbers(WEIGHTS);
        return new Trees(learner, booster.section("gbtree").section("model"), weightDrop);
    }

    /** The forest of the first rounds.
     *
     * @param isWrapped asked through the scikit-learn interface, which rounds the leaves of dart */
    Forest forest(int rounds, boolean isWrapped) throws RefusedException {
        double[] outputOfTree = model.numbers("tree_info");
        if (outputOfTree.length != trees.size()) {
            throw Refusals.inconsistent(
                    "tree_info has " + outputOfTree.length + " values for " + trees.size() + " trees");
        }
        int width = leafWidth();
        TreeRules rules = new TreeRules(
                Comparison.LESS,
                NumberType.FLOAT32,
                Missing.NAN,
                CategoryCast.NEGATIVE_IS_NONE,
                new LeafRules(NumberType.FLOAT32, width, learner.outputs()));
        TreeBuilder builder = new TreeBuilder(learner.features(), rules);
        int count = treesOf(rounds);
        float base = isWrapped && isDart && width == 1 ? learner.sharedMargin() : 0;
        for (int tree = 0; tree < count; tree++) {
            builder.startTree(width > 1 ? 0 : (int) outputOfTree[tree]);
            new TreeReader(trees.get(tree), builder, width).add(weights[tree], base);
        }
        return builder.build();
    }

    private int leafWidth() throws RefusedException {
        int width = 1;
        for (int tree = 0; tree < trees.size(); tree++) {
            Section parameters = trees.get(tree).section("tree_param");
            int own = parameters.has("size_leaf_vector")
                    ? Math.max(parameters.integer("size_leaf_vector", 0, Integer.MAX_VALUE), 1)
                    : 1;
            if (tree > 0 && own != width) {
                throw Refusals.inconsistent(
                        "tree " + tree + " has leaves of " + own + " values, and the others of " + width);
            }
            width = own;
        }
        if (width > 1 && width != learner.outputs()) {
            throw Refusals.inconsistent(
                    "leaves have " + width + " values in a model of " + learner.outputs() + " outputs");
        }
        if (width > 1 && !trees.get(0).has("leaf_weights") && !trees.get(0).has("base_weights")) {
            throw Refusals.unsupported(
                    "vector leaves of XGBoost " + learner.version() + " are not served",
                    "Train with multi_strategy=\"one_output_per_tree\", or train and save with xgboost "
                            + Learner.NEWEST_MAJOR + "." + Learner.NEWEST_MINOR);
        }
        return width;
    }

    private int treesOf(int rounds) throws RefusedException {
        if (rounds == Integer.MAX_VALUE) {
            return trees.size();
        }
        double[] starts = model.numbersOrNone("iteration_indptr");
        double count;
        if (starts.length > 0) {
            count = starts[Math.min(rounds, starts.length - 1)];
        } else {
            count = (double) rounds * parallel(rounds) * learner.outputs();
        }
        if (!(count >= 0 && count <= trees.size())) {
            throw Refusals.inconsistent("round " + rounds + " ends at tree " + (long) count + " of " + trees.size());
        }
        return (int) count;
    }

    /** Trees of a round; releases before 1.6 tell them only through the trees up to the best round. */
    private double parallel(int rounds) throws RefusedException {
        Section parameters = model.section("gbtree_model_param");
        if (parameters.has(PARALLEL)) {
            return Math.max(parameters.integer(PARALLEL, 0, MAX_PARALLEL), 1);
        }
        if (learner.bestTrees() == 0) {
            return 1;
        }
        if (learner.bestTrees() % rounds != 0) {
            throw Refusals.inconsistent("the best " + rounds + " rounds have " + learner.bestTrees() + " trees");
        }
        int perRound = learner.bestTrees() / rounds; // whole, as was just checked
        return perRound;
    }

    int size() {
        return trees.size();
    }

    boolean hasCategories() throws RefusedException {
        for (Section tree : trees) {
            if (tree.numbersOrNone("categories_nodes").length > 0) {
                return true;
            }
        }
        return false;
    }
}
