/** Strategies by id and the signals they give. No state. */
@NullMarked
package io.nexus.domain.signal;

import org.jspecify.annotations.NullMarked;
