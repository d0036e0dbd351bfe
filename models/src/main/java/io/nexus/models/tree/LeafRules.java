package io.nexus.models.tree;

import io.nexus.domain.check.Check;
import io.nexus.models.serving.NumberType;

/** How the leaves of a forest are added up.
 *
 * @param sums FLOAT32 if each leaf is added in float, FLOAT64 if in double; always in the order of the trees
 * @param width values of one leaf: 1, or as many as there are outputs
 * @param outputs sums of the forest; a tree with leaves of one value adds to one of them */
public record LeafRules(NumberType sums, int width, int outputs) {
    public LeafRules {
        TreeRules.requireFloat("sums", sums);
        Check.positive("outputs", outputs);
        if (width != 1 && width != outputs) {
            throw new IllegalArgumentException("a leaf has 1 value or " + outputs + ", not " + width);
        }
    }
}
