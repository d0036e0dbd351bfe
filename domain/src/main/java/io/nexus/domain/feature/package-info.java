/** The 65 market features by position and name, and the hash that models are bound to. */
@NullMarked
package io.nexus.domain.feature;

import org.jspecify.annotations.NullMarked;
