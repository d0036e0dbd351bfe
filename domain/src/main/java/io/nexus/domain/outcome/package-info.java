/** What became of signals and trades, for the feedback. No state. */
@NullMarked
package io.nexus.domain.outcome;

import org.jspecify.annotations.NullMarked;
