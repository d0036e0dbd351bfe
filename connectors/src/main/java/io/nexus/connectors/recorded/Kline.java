package io.nexus.connectors.recorded;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One row of a kline file, in the venue's units.
 *
 * @param takerBuyVolume volume of aggressive buys; null where the file lacks it
 * @param trades how many; 0 where the file lacks it */
public record Kline(
        long openTimeMs,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        @Nullable BigDecimal takerBuyVolume,
        int trades) {}
