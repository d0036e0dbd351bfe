/** Forests of decision trees, as every reader of tree models builds them. Comes in: nodes, tree by tree, and the rules
 * of their writer. Goes out: the sum of the leaves that a row reaches, to the bits of the writer. A forest that
 * contradicts itself is refused. */
@NullMarked
package io.nexus.models.tree;

import org.jspecify.annotations.NullMarked;
