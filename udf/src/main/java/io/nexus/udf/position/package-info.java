/** Layer 8: holds every open position of an instrument at the market and closes it. In: what Layer 1 observed, order events,
 * trading states and the feed's clock in the same stream; out: close requests, marks, stop moves, trade outcomes, all as side outputs. State
 * per instrument: the positions with their orders, dropped when flat and settled; then only the newest ids of finished
 * positions stay, so that a repeated event opens no ghost. */
@NullMarked
package io.nexus.udf.position;

import org.jspecify.annotations.NullMarked;
