package io.nexus.models.tree;

import io.nexus.models.serving.NumberType;

/** One node after the other: for sets of categories, vectors in leaves and whatever else cannot be packed. */
final class Walk implements Sums {
    private static final int BITS = 32;

    private final Layout layout;
    private final boolean isFloat;
    private final double[] row;

    Walk(Layout layout) {
        this.layout = layout;
        this.isFloat = layout.rules.leaves().sums() == NumberType.FLOAT32;
        this.row = new double[layout.slots.count()];
    }

    @Override
    public Sums open() {
        return new Walk(layout);
    }

    @Override
    public void add(double[] x, double[] sums) {
        layout.slots.fill(x, row);
        int width = layout.rules.leaves().width();
        for (int tree = 0; tree < layout.rootOfTree.length; tree++) {
            int first = layout.slotOrRef[leaf(layout.rootOfTree[tree])];
            if (width == 1) {
                add(sums, layout.outputOfTree[tree], layout.leaves[first]);
            } else {
                for (int k = 0; k < width; k++) {
                    add(sums, k, layout.leaves[first + k]);
                }
            }
        }
    }

    private void add(double[] sums, int output, double value) {
        sums[output] = isFloat ? (float) sums[output] + (float) value : sums[output] + value;
    }

    private int leaf(int root) {
        int node = root;
        while (layout.kinds[node] != NodeKind.LEAF) {
            node = layout.leftChild[node] + (isLeft(node) ? 0 : 1);
        }
        return node;
    }

    private boolean isLeft(int node) {
        double value = row[layout.slotOrRef[node]];
        byte kind = layout.kinds[node];
        if (!NodeKind.isCategory(kind)) {
            return value <= layout.thresholds[node];
        }
        if (Double.isNaN(value)) {
            return kind == NodeKind.CATEGORY_LEFT;
        }
        int lowest = layout.rules.categories() == CategoryCast.TOWARDS_ZERO ? -1 : 0;
        boolean isNegative = lowest == 0 ? value < 0 : value <= lowest;
        return !isNegative && contains(layout.sets.get((int) layout.thresholds[node]), (int) value);
    }

    private static boolean contains(int[] bits, int category) {
        int word = category / BITS;
        return word < bits.length && (bits[word] >>> category % BITS & 1) != 0;
    }
}
