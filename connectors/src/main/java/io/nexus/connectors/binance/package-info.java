/** Binance's REST interface for orders and accounts. In: order intents and questions; out: order and account reports;
 * state: the clock offset to the server. */
@NullMarked
package io.nexus.connectors.binance;

import org.jspecify.annotations.NullMarked;
