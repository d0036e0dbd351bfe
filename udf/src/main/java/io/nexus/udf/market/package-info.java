/** What NEXUS knows of one market. In: market events; state: one {@link io.nexus.udf.market.MarketContext} per instrument,
 * kept for as long as the instrument is in the catalogue. */
@NullMarked
package io.nexus.udf.market;

import org.jspecify.annotations.NullMarked;
