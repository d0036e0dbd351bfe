package io.nexus.models.onnx;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.serving.Signature;
import io.nexus.models.tree.CategoryCast;
import io.nexus.models.tree.Comparison;
import io.nexus.models.tree.LeafRules;
import io.nexus.models.tree.Missing;
import io.nexus.models.tree.TreeBuilder;
import io.nexus.models.tree.TreeRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a forest of a graph that is one ensemble of float trees over its one input, whose leaves are added. */
final class ForestCompiler {
    /** Most thresholds of a feature that trial rows hold. */
    private static final int MAX_CUTS = 64;

    /** Number of a node that is not there, which the builder refuses. */
    private static final int NOWHERE = -1;

    private final OnnxModel.Body graph;
    private final NodeDef node;
    private final boolean isClassifier;
    private final long[] trees;
    private final long[] ids;
    private final List<String> modes;

    private ForestCompiler(OnnxModel.Body graph, NodeDef node) {
        this.graph = graph;
        this.node = node;
        isClassifier = node.operator().equals("TreeEnsembleClassifier");
        trees = node.ints("nodes_treeids");
        ids = node.ints("nodes_nodeids");
        modes = node.texts("nodes_modes");
    }

    /** The forest; null if the graph is another kind of model. */
    static @Nullable ForestImage compile(ShapeProbe.Probed probed, Signature signature) throws RefusedException {
        OnnxModel.Body graph = probed.prepared().model().graph();
        NodeDef first = graph.nodes().get(0);
        boolean isForest =
                first.is(Operators.ML, "TreeEnsembleClassifier") || first.is(Operators.ML, "TreeEnsembleRegressor");
        boolean isPlain = isForest
                && graph.inputs().size() == 1
                && graph.inputs().get(0).type() == ElementType.FLOAT
                && first.input(0).equals(graph.inputs().get(0).name())
                && probed.shapes().dims(first.input(0)).size() == 2
                && first.attributes().stream().noneMatch(attribute -> attribute.name.endsWith("_as_tensor"))
                && first.text("aggregate_function", "SUM").equals("SUM")
                && graph.nodes().stream().skip(1).allMatch(other -> other.is("", "Identity"));
        return isPlain ? new ForestCompiler(graph, first).run(signature) : null;
    }

    /** Some thresholds of the first node, by feature. */
    static float[][] cuts(OnnxModel.Body graph, int features) {
        float[][] cuts = new float[features][0];
        NodeDef first = graph.nodes().get(0);
        long[] at = first.ints("nodes_featureids");
        float[] values = first.floats("nodes_values");
        List<String> modes = first.texts("nodes_modes");
        for (int i = 0; i < values.length; i++) {
            float[] known = cuts[(int) at[i]];
            if (known.length < MAX_CUTS && !modes.get(i).equals("LEAF")) {
                float[] longer = Arrays.copyOf(known, known.length + 1);
                longer[known.length] = values[i];
                cuts[(int) at[i]] = longer;
            }
        }
        return cuts;
    }

    private @Nullable ForestImage run(Signature signature) throws RefusedException {
        boolean isLess = modes.contains("BRANCH_LT");
        boolean isLessOrEqual = modes.contains("BRANCH_LEQ");
        boolean hasOthers = modes.stream()
                .anyMatch(mode -> !mode.equals("LEAF") && !mode.equals("BRANCH_LT") && !mode.equals("BRANCH_LEQ"));
        ForestImage.Finish finish = finish();
        ForestImage.Answer answer = answer();
        if (hasOthers || (isLess && isLessOrEqual) || finish == null || answer == null) {
            return null;
        }
        boolean isPair = finish != ForestImage.Finish.NONE && finish != ForestImage.Finish.SOFTMAX;
        int results = isPair ? 1 : results();
        float[] bases = new float[results];
        float[] given = node.floats("base_values");
        if (given.length != 0 && given.length != results) {
            return null;
        }
        System.arraycopy(given, 0, bases, 0, given.length);
        TreeRules rules = new TreeRules(
                isLess ? Comparison.LESS : Comparison.LESS_OR_EQUAL,
                NumberType.FLOAT32,
                Missing.NAN,
                CategoryCast.TOWARDS_ZERO,
                new LeafRules(NumberType.FLOAT32, results, results));
        TreeBuilder builder = new TreeBuilder(signature.inputWidth(), rules);
        build(builder, results);
        return new ForestImage(signature, builder.build(), bases, finish, answer);
    }

    private int results() {
        return Math.toIntExact(isClassifier ? MlCheck.classes(node) : node.integer("n_targets", 1));
    }

    /** What becomes of the sums; null if it is not known here. */
    private ForestImage.@Nullable Finish finish() {
        String transform = node.text("post_transform", "NONE");
        if (isClassifier && results() == 2) {
            boolean isOneClass =
                    Arrays.stream(node.ints("class_ids")).distinct().count() == 1;
            boolean isPositive = true;
            for (float weight : node.floats("class_weights")) {
                isPositive &= weight >= 0;
            }
            if (!isOneClass || (isPositive && !transform.equals("NONE"))) {
                return null;
            }
            if (transform.equals("NONE")) {
                return isPositive ? ForestImage.Finish.SHARE : ForestImage.Finish.MARGIN;
            }
            return transform.equals("LOGISTIC") ? ForestImage.Finish.LOGIT : null;
        }
        return switch (transform) {
            case "NONE" -> ForestImage.Finish.NONE;
            case "SOFTMAX" -> isClassifier && results() > 2 ? ForestImage.Finish.SOFTMAX : null;
            default -> null;
        };
    }

    private ForestImage.@Nullable Answer answer() {
        long[] labels = node.ints("classlabels_int64s");
        Map<String, String> sources = new HashMap<>();
        graph.nodes().stream().skip(1).forEach(other -> sources.put(other.output(), other.input(0)));
        boolean[] isLabel = new boolean[graph.outputs().size()];
        for (int i = 0; i < isLabel.length; i++) {
            String name = graph.outputs().get(i).name();
            while (sources.containsKey(name)) {
                name = sources.get(name);
            }
            int place = node.outputs().indexOf(name);
            if (place < 0) {
                return null;
            }
            isLabel[i] = isClassifier && place == 0;
        }
        return isClassifier && labels.length == 0 ? null : new ForestImage.Answer(labels, isLabel);
    }

    private void build(TreeBuilder builder, int results) {
        Map<Long, List<Integer>> byTree = new LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            byTree.computeIfAbsent(trees[i], tree -> new ArrayList<>()).add(i);
        }
        Map<Place, double[]> leaves = leaves(results);
        for (List<Integer> places : byTree.values()) {
            tree(builder, rootFirst(places), leaves, results);
        }
    }

    private Map<Place, double[]> leaves(int results) {
        String kind = isClassifier ? "class" : "target";
        long[] leafTrees = node.ints(kind + "_treeids");
        long[] leafIds = node.ints(kind + "_nodeids");
        long[] targets = node.ints(kind + "_ids");
        float[] weights = node.floats(kind + "_weights");
        Map<Place, double[]> leaves = new HashMap<>();
        for (int i = 0; i < weights.length; i++) {
            double[] values = leaves.computeIfAbsent(new Place(leafTrees[i], leafIds[i]), place -> new double[results]);
            int target = results == 1 ? 0 : (int) targets[i];
            values[target] = (float) values[target] + weights[i];
        }
        return leaves;
    }

    /** The nodes of one tree, the one that hangs from no other first. */
    private List<Integer> rootFirst(List<Integer> places) {
        long[] yes = node.ints("nodes_truenodeids");
        long[] no = node.ints("nodes_falsenodeids");
        Map<Long, Boolean> isChild = new HashMap<>();
        for (int place : places) {
            if (!modes.get(place).equals("LEAF")) {
                isChild.put(yes[place], true);
                isChild.put(no[place], true);
            }
        }
        List<Integer> ordered = new ArrayList<>(places);
        ordered.sort((a, b) -> Boolean.compare(isChild.containsKey(ids[a]), isChild.containsKey(ids[b])));
        return ordered;
    }

    private void tree(TreeBuilder builder, List<Integer> places, Map<Place, double[]> leaves, int results) {
        long[] features = node.ints("nodes_featureids");
        float[] thresholds = node.floats("nodes_values");
        long[] tracks = node.ints("nodes_missing_value_tracks_true");
        builder.startTree();
        Map<Long, Integer> numbers = new HashMap<>();
        for (int place : places) {
            if (modes.get(place).equals("LEAF")) {
                double[] values = leaves.getOrDefault(new Place(trees[place], ids[place]), new double[results]);
                numbers.put(ids[place], builder.leaf(values));
            } else {
                boolean isMissingLeft = tracks.length > 0 && tracks[place] != 0;
                numbers.put(ids[place], builder.split((int) features[place], thresholds[place], isMissingLeft));
            }
        }
        long[] yes = node.ints("nodes_truenodeids");
        long[] no = node.ints("nodes_falsenodeids");
        for (int place : places) {
            if (!modes.get(place).equals("LEAF")) {
                builder.children(
                        numbers.getOrDefault(ids[place], NOWHERE),
                        numbers.getOrDefault(yes[place], NOWHERE),
                        numbers.getOrDefault(no[place], NOWHERE));
            }
        }
    }

    private record Place(long tree, long node) {}
}
