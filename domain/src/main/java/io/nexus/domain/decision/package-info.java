/** Candidates that leave Layer 5 and decisions that leave Layer 6. No state. */
@NullMarked
package io.nexus.domain.decision;

import org.jspecify.annotations.NullMarked;
