package io.nexus.models.tree;

import io.nexus.models.serving.NumberType;
import java.util.List;

/** A checked forest in one block of nodes: tree after tree, level after level, the right child next to the left one.
 * Every threshold is brought to {@code x <= t}; a leaf is its own left child with a threshold that all values meet. */
final class Layout {
    final TreeRules rules;
    final Slots slots;
    final List<int[]> sets;
    final double[] leaves;
    final int[] rootOfTree;
    final int[] outputOfTree;
    final int[] depthOfTree;
    final byte[] kinds;
    final int[] leftChild;
    final int[] slotOrRef;
    final double[] thresholds;
    private final int[] source;

    Layout(RawTrees raw) {
        int trees = raw.trees();
        int nodes = raw.nodes();
        this.rules = raw.rules();
        this.slots = new Slots(raw.features(), rules.features());
        this.sets = List.copyOf(raw.sets());
        this.leaves = raw.leaves();
        this.rootOfTree = new int[trees];
        this.outputOfTree = new int[trees];
        this.depthOfTree = new int[trees];
        this.kinds = new byte[nodes];
        this.leftChild = new int[nodes];
        this.slotOrRef = new int[nodes];
        this.thresholds = new double[nodes];
        this.source = new int[nodes];
        for (int tree = 0; tree < trees; tree++) {
            lay(raw, tree);
        }
    }

    private void lay(RawTrees raw, int tree) {
        int root = raw.root(tree);
        rootOfTree[tree] = root;
        outputOfTree[tree] = raw.output(tree);
        source[root] = root;
        int free = root + 1;
        int levelEnd = free;
        for (int node = root; node < free; node++) {
            if (node == levelEnd) {
                depthOfTree[tree]++;
                levelEnd = free;
            }
            int from = source[node];
            kinds[node] = raw.kind(from);
            if (kinds[node] == NodeKind.LEAF) {
                leftChild[node] = node;
                slotOrRef[node] = raw.featureOrRef(from);
                thresholds[node] = Double.POSITIVE_INFINITY;
            } else {
                source[free] = raw.left(tree, from);
                source[free + 1] = raw.right(tree, from);
                leftChild[node] = free;
                slotOrRef[node] = slots.of(raw.featureOrRef(from), kinds[node]);
                thresholds[node] = NodeKind.isCategory(kinds[node]) ? raw.threshold(from) : atMost(raw.threshold(from));
                free += 2;
            }
        }
    }

    /** The largest value of the feature type that goes left. */
    private double atMost(double threshold) {
        if (rules.features() == NumberType.FLOAT64) {
            return rules.comparison() == Comparison.LESS ? Math.nextDown(threshold) : threshold;
        }
        float near = (float) threshold;
        boolean isAbove = rules.comparison() == Comparison.LESS ? near >= threshold : near > threshold;
        return isAbove ? Math.nextDown(near) : near;
    }

    boolean isPackable() {
        if (rules.leaves().width() > 1 || !sets.isEmpty()) {
            return false;
        }
        for (int depth : depthOfTree) {
            if (depth > Packed.MAX_DEPTH) {
                return false;
            }
        }
        return Packed.fits(kinds.length, slots.count());
    }
}
