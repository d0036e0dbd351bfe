/** Argument checks used by every record. */
@NullMarked
package io.nexus.domain.check;

import org.jspecify.annotations.NullMarked;
