package io.nexus.models.tree;

import io.nexus.models.serving.NumberType;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Splits without a branch: a node is one int, left child and slot, and a threshold; eight trees of like depth step
 * together. */
final class Packed {
    /** Trees that step together. */
    static final int GROUP = 8;

    /** Deeper trees are walked: here each takes as many steps as the deepest of its group. */
    static final int MAX_DEPTH = 64;

    final Slots slots;
    final int slotBits;
    final int[] nodes;
    final double[] thresholds;
    final double[] leaves;
    final int[] outputOfTree;
    final int outputs;
    final boolean isFloatSum;

    /** Trees by depth, and the depth of each group; a missing tree of the last group is the first one again. */
    final int[] treeOfPlace;

    final int[] rootOfPlace;
    final int[] depthOfGroup;

    private Packed(Layout layout) {
        this.slots = layout.slots;
        this.slotBits = bits(slots.count());
        this.outputs = layout.rules.leaves().outputs();
        this.isFloatSum = layout.rules.leaves().sums() == NumberType.FLOAT32;
        this.outputOfTree = layout.outputOfTree;
        this.thresholds = layout.thresholds;
        this.nodes = new int[layout.kinds.length];
        this.leaves = new double[nodes.length];
        for (int node = 0; node < nodes.length; node++) {
            boolean isLeaf = layout.kinds[node] == NodeKind.LEAF;
            nodes[node] = layout.leftChild[node] << slotBits | (isLeaf ? 0 : layout.slotOrRef[node]);
            leaves[node] = isLeaf ? layout.leaves[layout.slotOrRef[node]] : 0;
        }
        int trees = layout.rootOfTree.length;
        int groups = (trees + GROUP - 1) / GROUP;
        this.treeOfPlace = new int[groups * GROUP];
        this.rootOfPlace = new int[groups * GROUP];
        this.depthOfGroup = new int[groups];
        int[] byDepth = IntStream.range(0, trees)
                .boxed()
                .sorted(Comparator.comparingInt(tree -> layout.depthOfTree[tree]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int place = 0; place < treeOfPlace.length; place++) {
            int tree = place < trees ? byDepth[place] : byDepth[0];
            treeOfPlace[place] = tree;
            rootOfPlace[place] = layout.rootOfTree[tree];
            depthOfGroup[place / GROUP] = Math.max(depthOfGroup[place / GROUP], layout.depthOfTree[tree]);
        }
    }

    static Sums of(Layout layout) {
        Packed packed = new Packed(layout);
        return layout.rules.features() == NumberType.FLOAT32 ? new FloatSteps(packed) : new DoubleSteps(packed);
    }

    static boolean fits(int nodes, int slots) {
        return bits(nodes) + bits(slots) <= Integer.SIZE;
    }

    private static int bits(int count) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(count);
    }

    /** Adds the leaves that were reached, in the order of the trees. */
    void add(int[] reachedOfTree, double[] sums) {
        if (isFloatSum && outputs == 1) {
            float sum = (float) sums[0];
            for (int tree = 0; tree < outputOfTree.length; tree++) {
                sum += (float) leaves[reachedOfTree[tree]];
            }
            sums[0] = sum;
        } else if (isFloatSum) {
            for (int tree = 0; tree < outputOfTree.length; tree++) {
                int output = outputOfTree[tree];
                sums[output] = (float) sums[output] + (float) leaves[reachedOfTree[tree]];
            }
        } else if (outputs == 1) {
            double sum = sums[0];
            for (int tree = 0; tree < outputOfTree.length; tree++) {
                sum += leaves[reachedOfTree[tree]];
            }
            sums[0] = sum;
        } else {
            for (int tree = 0; tree < outputOfTree.length; tree++) {
                sums[outputOfTree[tree]] += leaves[reachedOfTree[tree]];
            }
        }
    }

    float[] floatThresholds() {
        float[] floats = new float[thresholds.length];
        for (int node = 0; node < floats.length; node++) {
            floats[node] = (float) thresholds[node];
        }
        return floats;
    }
}
