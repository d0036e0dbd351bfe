/** Reference distributions of the metrics of Layer 1: fitted to recordings and bars, and checked on what the fit has not seen.
 * In: recordings, klines; out: a {@link io.nexus.udf.market.Reference}, a table of what Layer 1 says with it. No state. */
@NullMarked
package io.nexus.lab.reference;

import org.jspecify.annotations.NullMarked;
