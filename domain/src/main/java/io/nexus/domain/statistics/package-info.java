/** Distribution functions. No state. */
@NullMarked
package io.nexus.domain.statistics;

import org.jspecify.annotations.NullMarked;
