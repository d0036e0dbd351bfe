/** What models are asked with. In: nothing; out: the dictionary of every input by id, and the ordered ids of each role's
 * contract. Holds no state. */
@NullMarked
package io.nexus.models.input;

import org.jspecify.annotations.NullMarked;
