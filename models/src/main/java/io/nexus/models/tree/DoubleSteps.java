package io.nexus.models.tree;

/** Steps where rows and thresholds are double. */
final class DoubleSteps implements Sums {
    private final Packed packed;
    private final double[] thresholds;
    private final double[] row;
    private final int[] reachedOfTree;

    DoubleSteps(Packed packed) {
        this(packed, packed.thresholds);
    }

    private DoubleSteps(Packed packed, double[] thresholds) {
        this.packed = packed;
        this.thresholds = thresholds;
        this.row = new double[packed.slots.count()];
        this.reachedOfTree = new int[packed.outputOfTree.length];
    }

    @Override
    public Sums open() {
        return new DoubleSteps(packed, thresholds);
    }

    @Override
    public void add(double[] x, double[] sums) {
        packed.slots.fill(x, row);
        for (int group = 0; group < packed.depthOfGroup.length; group++) {
            step(group * Packed.GROUP, packed.depthOfGroup[group]);
        }
        packed.add(reachedOfTree, sums);
    }

    private void step(int place, int depth) {
        int[] nodes = packed.nodes;
        int[] roots = packed.rootOfPlace;
        double[] values = row;
        double[] limits = thresholds;
        int bits = packed.slotBits;
        int mask = (1 << bits) - 1;
        int a = roots[place];
        int b = roots[place + 1];
        int c = roots[place + 2];
        int d = roots[place + 3];
        int e = roots[place + 4];
        int f = roots[place + 5];
        int g = roots[place + 6];
        int h = roots[place + 7];
        for (int left = depth; left > 0; left--) {
            a = (nodes[a] >>> bits) + (values[nodes[a] & mask] <= limits[a] ? 0 : 1);
            b = (nodes[b] >>> bits) + (values[nodes[b] & mask] <= limits[b] ? 0 : 1);
            c = (nodes[c] >>> bits) + (values[nodes[c] & mask] <= limits[c] ? 0 : 1);
            d = (nodes[d] >>> bits) + (values[nodes[d] & mask] <= limits[d] ? 0 : 1);
            e = (nodes[e] >>> bits) + (values[nodes[e] & mask] <= limits[e] ? 0 : 1);
            f = (nodes[f] >>> bits) + (values[nodes[f] & mask] <= limits[f] ? 0 : 1);
            g = (nodes[g] >>> bits) + (values[nodes[g] & mask] <= limits[g] ? 0 : 1);
            h = (nodes[h] >>> bits) + (values[nodes[h] & mask] <= limits[h] ? 0 : 1);
        }
        int[] trees = packed.treeOfPlace;
        reachedOfTree[trees[place]] = a;
        reachedOfTree[trees[place + 1]] = b;
        reachedOfTree[trees[place + 2]] = c;
        reachedOfTree[trees[place + 3]] = d;
        reachedOfTree[trees[place + 4]] = e;
        reachedOfTree[trees[place + 5]] = f;
        reachedOfTree[trees[place + 6]] = g;
        reachedOfTree[trees[place + 7]] = h;
    }
}
