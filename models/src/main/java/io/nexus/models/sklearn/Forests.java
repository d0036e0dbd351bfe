package io.nexus.models.sklearn;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Decision trees, random forests and extra trees. Rows are cast to float; thresholds and leaves are doubles. */
final class Forests {
    private static final Set<String> TREES =
            Set.of("DecisionTreeClassifier", "DecisionTreeRegressor", "ExtraTreeClassifier", "ExtraTreeRegressor");
    private static final Set<String> FORESTS =
            Set.of("RandomForestClassifier", "RandomForestRegressor", "ExtraTreesClassifier", "ExtraTreesRegressor");
    /** From this version on a node of a classifier holds shares instead of weights. */
    private static final Version SHARES_SINCE = new Version(1, 4);

    private Forests() {}

    static boolean reads(String name) {
        return TREES.contains(name) || FORESTS.contains(name);
    }

    static Fitted read(Fields fields) throws RefusedException {
        List<Object> members = FORESTS.contains(fields.name()) ? fields.list("estimators_") : List.of(fields.owner());
        boolean isClassifier = fields.name().endsWith("Classifier");
        int[] widths = isClassifier ? classCounts(fields) : ones(fields);
        int outputs = 0;
        for (int width : widths) {
            outputs += width;
        }
        TreeSums sums = new TreeSums(features(fields), NumberType.FLOAT32, outputs, outputs);
        for (Object member : members) {
            Fields tree = fields.of(fields.asInstance("estimators_", member));
            addTree(
                    sums,
                    tree,
                    widths,
                    isClassifier && !Version.of(tree.owner()).isAtLeast(SHARES_SINCE));
        }
        int count = members.size();
        Stage mean = sums.build(new double[outputs]).finish((values, size) -> {
            for (int k = 0; k < size; k++) {
                values[k] /= count;
            }
        });
        String kind = fields.name() + ", " + count + (count == 1 ? " tree" : " trees");
        if (!isClassifier) {
            return Fitted.regressor(kind, mean);
        }
        if (widths.length == 1) {
            return Fitted.classifier(kind, null, mean, Classes.of(fields));
        }
        return Fitted.classifier(kind, null, mean, List.of()).withPorts(ports(widths));
    }

    static int features(Fields fields) throws RefusedException {
        for (String name : List.of("n_features_in_", "n_features_", "_n_features", "n_features")) {
            if (fields.has(name)) {
                return fields.integer(name);
            }
        }
        return fields.integer("n_features_in_");
    }

    private static List<Port> ports(int[] widths) {
        List<Port> ports = new ArrayList<>();
        for (int o = 0; o < widths.length; o++) {
            ports.add(Port.of("probabilities_" + o, widths[o], NumberType.FLOAT64));
        }
        return ports;
    }

    private static int[] classCounts(Fields fields) throws RefusedException {
        if (!Classes.areSeveral(fields)) {
            return new int[] {Classes.of(fields).size()};
        }
        List<Object> outputs = fields.list("classes_");
        int[] counts = new int[outputs.size()];
        for (int o = 0; o < counts.length; o++) {
            counts[o] = Classes.checked(fields, fields.items("classes_", outputs.get(o)))
                    .size();
        }
        return counts;
    }

    private static int[] ones(Fields fields) throws RefusedException {
        int[] ones = new int[fields.has("n_outputs_") ? Math.max(1, fields.integer("n_outputs_")) : 1];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static void addTree(TreeSums sums, Fields tree, int[] widths, boolean isWeighted) throws RefusedException {
        TreeNodes nodes = TreeNodes.of(tree.of(tree.instance("tree_")));
        int widest = 0;
        int all = 0;
        for (int width : widths) {
            widest = Math.max(widest, width);
            all += width;
        }
        if (nodes.width() != widest * widths.length) {
            throw Refusals.inconsistent("the nodes of a tree have " + nodes.width() + " values where "
                    + widest * widths.length + " are needed");
        }
        tree.spending().numbers(nodes.values().length);
        double[] leaves = new double[nodes.size() * all];
        for (int n = 0; n < nodes.size(); n++) {
            for (int o = 0, at = n * all; o < widths.length; at += widths[o], o++) {
                int from = (n * widths.length + o) * widest;
                double sum = 0;
                for (int k = 0; k < widths[o]; k++) {
                    sum += nodes.values()[from + k];
                }
                double divisor = isWeighted && sum != 0 ? sum : 1;
                for (int k = 0; k < widths[o]; k++) {
                    leaves[at + k] = nodes.values()[from + k] / divisor;
                }
            }
        }
        sums.add(nodes, leaves);
    }
}
