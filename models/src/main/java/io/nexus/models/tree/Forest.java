package io.nexus.models.tree;

/** A forest that was checked. One thread at a time; {@link #open()} gives another thread its own, which shares the
 * nodes. */
public final class Forest {
    private final int trees;
    private final Sums sums;

    private Forest(int trees, Sums sums) {
        this.trees = trees;
        this.sums = sums;
    }

    static Forest of(RawTrees raw) {
        Layout layout = new Layout(raw);
        return new Forest(raw.trees(), layout.isPackable() ? Packed.of(layout) : new Walk(layout));
    }

    /** The same, one node after the other. */
    static Forest walking(RawTrees raw) {
        return new Forest(raw.trees(), new Walk(new Layout(raw)));
    }

    public int trees() {
        return trees;
    }

    /** The same forest for one more thread. */
    public Forest open() {
        return new Forest(trees, sums.open());
    }

    /** Adds the leaf of every tree, in the order of the trees. Allocates nothing.
     *
     * @param x a value per feature, NaN where it is missing; cast here to the type of {@link TreeRules#features()}
     * @param sums one per output, set by the caller to where the writer starts, e.g. its base score */
    public void sum(double[] x, double[] sums) {
        this.sums.add(x, sums);
    }
}
