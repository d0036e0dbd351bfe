/** What each model of the decision path answers. In: numbers; out: a record with the answer and who gave it. Holds the
 * documented fallback of every role and the one place where trust blends a model with its fallback. No state. */
@NullMarked
package io.nexus.models.role;

import org.jspecify.annotations.NullMarked;
