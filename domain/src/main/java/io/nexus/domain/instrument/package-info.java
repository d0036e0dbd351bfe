/** Instruments, their filters and the catalogue of a run. No state. */
@NullMarked
package io.nexus.domain.instrument;

import org.jspecify.annotations.NullMarked;
