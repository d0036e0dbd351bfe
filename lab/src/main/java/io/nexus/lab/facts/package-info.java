/** The simulated market held against reality: market events and bars of a feed come in, eight numbers that are known to hold for
 * real markets come out, simulated beside recorded. The fit searches the simulator's parameters on the first part of the
 * recordings; the rest scores them. Keeps what one measurement needs, dropped with it. */
@NullMarked
package io.nexus.lab.facts;

import org.jspecify.annotations.NullMarked;
