/** What the inputs and outputs of a file mean: the inputs of the dictionary that it takes, in its order, and what its outputs answer of a
 * role. In: {@code FILE.binding.yaml}; out: an immutable binding, or a refusal with line and key. No state. */
@NullMarked
package io.nexus.models.binding;

import org.jspecify.annotations.NullMarked;
