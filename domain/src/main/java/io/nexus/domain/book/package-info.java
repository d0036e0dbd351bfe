/** The limit order book rebuilt from snapshot and deltas. In: book updates; out: levels and the touch; state: one book per instrument. */
@NullMarked
package io.nexus.domain.book;

import org.jspecify.annotations.NullMarked;
