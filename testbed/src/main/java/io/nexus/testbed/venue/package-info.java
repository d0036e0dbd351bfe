/** A simulated exchange that speaks Binance's REST for orders. In: the market feed and signed requests; out: answers;
 * state: orders, executions, wallets and positions, kept in a journal that is replayed at start, and the books. */
@NullMarked
package io.nexus.testbed.venue;

import org.jspecify.annotations.NullMarked;
