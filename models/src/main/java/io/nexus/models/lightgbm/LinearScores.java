package io.nexus.models.lightgbm;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.RefusedException;
import io.nexus.models.tree.Forest;
import io.nexus.models.tree.LeafRules;
import io.nexus.models.tree.TreeBuilder;
import java.util.Arrays;
import java.util.List;

/** Trees with linear models in their leaves: a forest that answers the number of the leaf per tree finds them. */
final class LinearScores implements Scores {
    private final Forest forest;
    private final List<LinearLeaves> leavesOfTree;
    private final int outputs;
    private final double[] leafOfTree;

    private LinearScores(Forest forest, List<LinearLeaves> leavesOfTree, int outputs) {
        this.forest = forest;
        this.leavesOfTree = leavesOfTree;
        this.outputs = outputs;
        this.leafOfTree = new double[leavesOfTree.size()];
    }

    static LinearScores of(Head head, List<Block> trees) throws RefusedException {
        LeafRules perTree = new LeafRules(NumberType.FLOAT64, 1, trees.size());
        TreeBuilder builder = new TreeBuilder(head.features(), head.rules(perTree));
        LinearLeaves[] leaves = new LinearLeaves[trees.size()];
        for (int tree = 0; tree < leaves.length; tree++) {
            TreeReader reader = new TreeReader(trees.get(tree));
            leaves[tree] = LinearLeaves.of(trees.get(tree), reader, head.features());
            double[] numbers = new double[reader.leaves()];
            Arrays.setAll(numbers, leaf -> leaf);
            builder.startTree(tree);
            reader.add(builder, numbers);
        }
        return new LinearScores(builder.build(), List.of(leaves), head.outputs());
    }

    @Override
    public void add(double[] inputs, double[] sums) {
        Arrays.fill(leafOfTree, 0);
        forest.sum(inputs, leafOfTree);
        for (int tree = 0; tree < leafOfTree.length; tree++) {
            sums[tree % outputs] += leavesOfTree.get(tree).answer((int) leafOfTree[tree], inputs);
        }
    }

    @Override
    public Scores open() {
        return new LinearScores(forest.open(), leavesOfTree, outputs);
    }
}
