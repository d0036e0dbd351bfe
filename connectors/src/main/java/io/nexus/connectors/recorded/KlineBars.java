package io.nexus.connectors.recorded;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.Bar;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Turns klines of an instrument into bars. A price or volume between two steps goes to the nearer one: steps change over the
 * years. */
public final class KlineBars {
    private final Instrument instrument;
    private final long intervalMs;

    public KlineBars(Instrument instrument, long intervalMs) {
        this.instrument = instrument;
        this.intervalMs = intervalMs;
    }

    /** The bar of a kline.
     *
     * @throws IllegalArgumentException if its numbers contradict each other or its start is no multiple of its length */
    public Bar bar(Kline kline) {
        BigDecimal taker = kline.takerBuyVolume();
        Bar bar = new Bar(
                intervalMs,
                kline.openTimeMs(),
                ticks(kline.open()),
                ticks(kline.high()),
                ticks(kline.low()),
                ticks(kline.close()),
                lots(kline.volume()),
                taker == null ? Bar.NO_TAKER_VOLUME : lots(taker),
                kline.trades());
        boolean isPossible = bar.openTimeMs() % intervalMs == 0
                && bar.lowTicks() > 0
                && bar.lowTicks() <= Math.min(bar.openTicks(), bar.closeTicks())
                && bar.highTicks() >= Math.max(bar.openTicks(), bar.closeTicks())
                && bar.volumeLots() >= 0
                && (taker == null || (bar.takerBuyLots() >= 0 && bar.takerBuyLots() <= bar.volumeLots()));
        if (!isPossible) {
            throw new IllegalArgumentException("impossible kline of " + instrument.key() + ": " + kline);
        }
        return bar;
    }

    private long ticks(BigDecimal price) {
        return price.divide(instrument.tickSize(), 0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private long lots(BigDecimal volume) {
        return volume.divide(instrument.lotSize(), 0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
