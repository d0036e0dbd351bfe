/** Why an evaluation ended without an order, and why a message was refused: one typed catalogue. No state. */
@NullMarked
package io.nexus.domain.skip;

import org.jspecify.annotations.NullMarked;
