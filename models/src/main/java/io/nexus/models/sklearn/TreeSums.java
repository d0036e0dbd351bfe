package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** STAND-IN until the shared trees are there. */
final class TreeSums {
    private final int features;
    private final boolean isFloat;
    private final int outputs;
    private final List<TreeNodes> trees = new ArrayList<>();
    private final List<double[]> leaves = new ArrayList<>();
    private final List<Integer> targets = new ArrayList<>();

    TreeSums(int features, boolean isFloat, int outputs) {
        this.features = features;
        this.isFloat = isFloat;
        this.outputs = outputs;
    }

    void add(TreeNodes nodes, double[] values) throws RefusedException {
        nodes.depths();
        trees.add(nodes);
        leaves.add(values);
        targets.add(-1);
    }

    void add(TreeNodes nodes, double[] values, int output) throws RefusedException {
        add(nodes, values);
        targets.set(targets.size() - 1, output);
    }

    Stage build(double[] base) {
        return Stage.pure(features, outputs, (in, out) -> {
            System.arraycopy(base, 0, out, 0, outputs);
            for (int t = 0; t < trees.size(); t++) {
                TreeNodes tree = trees.get(t);
                int n = 0;
                while (!tree.isLeaf(n)) {
                    double x = in[(int) tree.feature()[n]];
                    x = isFloat ? (float) x : x;
                    boolean left = Double.isNaN(x) ? tree.isMissingLeft()[n] : x <= tree.threshold()[n];
                    n = (int) (left ? tree.left()[n] : tree.right()[n]);
                }
                if (targets.get(t) >= 0) {
                    out[targets.get(t)] += leaves.get(t)[n];
                } else {
                    for (int k = 0; k < outputs; k++) {
                        out[k] += leaves.get(t)[n * outputs + k];
                    }
                }
            }
        });
    }
}
