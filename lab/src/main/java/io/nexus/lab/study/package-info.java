/** Layers 1 and 2 over a feed without Flink: the same cores, in one thread, for what studies a market instead of trading it.
 * In: market events in feed-time order; out: what the two layers say of each. Keeps the state of every instrument it has
 * seen; it is dropped with the study. */
@NullMarked
package io.nexus.lab.study;

import org.jspecify.annotations.NullMarked;
