package io.nexus.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.models.serving.NumberType;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForestTest {
    private static final double NAN = Double.NaN;

    private static TreeRules rules(Comparison comparison, NumberType type, Missing missing) {
        return new TreeRules(comparison, type, missing, CategoryCast.TOWARDS_ZERO, new LeafRules(type, 1, 1));
    }

    private static double ask(TreeBuilder builder, double... x) throws RefusedException {
        double[] sums = new double[1];
        builder.build().sum(x, sums);
        return sums[0];
    }

    private static TreeBuilder stump(Comparison comparison, NumberType type, Missing missing, double threshold) {
        TreeBuilder builder = new TreeBuilder(1, rules(comparison, type, missing));
        builder.startTree();
        int root = builder.split(0, threshold, true);
        builder.children(root, builder.leaf(1), builder.leaf(2));
        return builder;
    }

    @Test
    void lessSendsTheThresholdRightAndLessOrEqualSendsItLeft() throws RefusedException {
        for (NumberType type : new NumberType[] {NumberType.FLOAT32, NumberType.FLOAT64}) {
            assertThat(ask(stump(Comparison.LESS, type, Missing.NAN, 0.5), 0.5)).isEqualTo(2);
            assertThat(ask(stump(Comparison.LESS, type, Missing.NAN, 0.5), Math.nextDown(0.5f)))
                    .isEqualTo(1);
            assertThat(ask(stump(Comparison.LESS_OR_EQUAL, type, Missing.NAN, 0.5), 0.5))
                    .isEqualTo(1);
            assertThat(ask(stump(Comparison.LESS_OR_EQUAL, type, Missing.NAN, 0.5), Math.nextUp(0.5f)))
                    .isEqualTo(2);
            assertThat(ask(stump(Comparison.LESS, type, Missing.NAN, 0), -0.0)).isEqualTo(2);
            assertThat(ask(stump(Comparison.LESS_OR_EQUAL, type, Missing.NAN, -0.0), 0.0))
                    .isEqualTo(1);
        }
    }

    @Test
    void floatFeaturesMeetADoubleThresholdThatIsNoFloatExactly() throws RefusedException {
        double third = 1.0 / 3;

        assertThat((double) (float) third).isGreaterThan(third);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT32, Missing.NAN, third), third))
                .isEqualTo(2);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.NAN, third), third))
                .isEqualTo(1);
    }

    @Test
    void missingValuesFollowTheRulesOfTheirSplit() throws RefusedException {
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.NAN, -9), NAN))
                .isEqualTo(1);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.NONE, -9), NAN))
                .isEqualTo(2);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.NONE, 9), NAN))
                .isEqualTo(1);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.ZERO, -9), NAN))
                .isEqualTo(1);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.ZERO, -9), -1e-35f))
                .isEqualTo(1);
        assertThat(ask(stump(Comparison.LESS_OR_EQUAL, NumberType.FLOAT64, Missing.ZERO, -9), 1.1e-35))
                .isEqualTo(2);
    }

    @Test
    void categoriesOfTheSetGoLeft() throws RefusedException {
        TreeBuilder builder = new TreeBuilder(1, rules(Comparison.LESS, NumberType.FLOAT64, Missing.NAN));
        builder.startTree();
        int root = builder.categorySplit(0, new int[] {1, 1 << 31}, false);
        builder.children(root, builder.leaf(1), builder.leaf(2));

        assertThat(ask(builder, 0)).isEqualTo(1);
        assertThat(ask(builder, -0.9)).isEqualTo(1);
        assertThat(ask(builder, 63.7)).isEqualTo(1);
        assertThat(ask(builder, 64)).isEqualTo(2);
        assertThat(ask(builder, -1)).isEqualTo(2);
        assertThat(ask(builder, 1e300)).isEqualTo(2);
        assertThat(ask(builder, NAN)).isEqualTo(2);
    }

    @Test
    void refusesWhatContradictsItself() {
        assertRefused("tree 0 reaches node 0 twice", builder -> builder.children(builder.split(0, 1, true), 0, 0));
        assertRefused("tree 0 has a child 7 of 2 nodes", builder -> {
            builder.split(0, 1, true);
            builder.children(0, builder.leaf(1), 7);
        });
        assertRefused("tree 0 has 2 nodes, and its root reaches 1", builder -> {
            builder.leaf(1);
            builder.leaf(2);
        });
        assertRefused("tree 0 splits on feature 9 of 3", builder -> builder.split(9, 1, true));
        assertRefused("a threshold of tree 0 is not a number", builder -> builder.split(1, NAN, true));
        assertRefused("a leaf of tree 0 is NaN", builder -> builder.leaf(NAN));
        assertRefused("a leaf of tree 0 has 2 values instead of 1", builder -> builder.leaf(1, 2));
        assertRefused("tree 0 has no nodes", builder -> {});
        assertRefused("tree 1 adds to output 3 of 1", builder -> {
            builder.leaf(1);
            builder.startTree(3);
        });
    }

    private static void assertRefused(String reason, Consumer<TreeBuilder> nodes) {
        TreeBuilder builder = new TreeBuilder(3, rules(Comparison.LESS, NumberType.FLOAT32, Missing.NAN));
        builder.startTree();
        nodes.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.INCONSISTENT))
                .hasMessage(reason);
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void packedWalkedAndNaiveSumsAreTheSameBits(Comparison comparison) throws RefusedException {
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            NumberType type = random.nextBoolean() ? NumberType.FLOAT32 : NumberType.FLOAT64;
            RandomForest forest = new RandomForest(random, comparison, type, 1 + random.nextInt(3));
            Forest packed = Forest.of(forest.raw());
            Forest walking = Forest.walking(forest.raw());
            for (int ask = 0; ask < 50; ask++) {
                double[] x = forest.row();

                double[] naive = forest.naive(x);
                assertThat(sums(packed, x, naive.length)).containsExactly(naive);
                assertThat(sums(packed.open(), x, naive.length)).containsExactly(naive);
                assertThat(sums(walking, x, naive.length)).containsExactly(naive);
            }
        }
    }

    private static double[] sums(Forest forest, double[] x, int outputs) {
        double[] sums = new double[outputs];
        forest.sum(x, sums);
        return sums;
    }
}
