/** Position accounting, exact. State: one position's lots and cost. */
@NullMarked
package io.nexus.domain.position;

import org.jspecify.annotations.NullMarked;
