package io.nexus.testbed.simulation;

import io.nexus.domain.market.Bar;

/** Joins shorter bars to a longer one. Not thread-safe. */
final class BarBuilder {
    private final long intervalMs;
    private long openTimeMs;
    private long openTicks;
    private long highTicks;
    private long lowTicks;
    private long closeTicks;
    private long volumeLots;
    private long takerBuyLots;
    private int trades;
    private boolean isEmpty = true;

    BarBuilder(long intervalMs, long openTimeMs) {
        this.intervalMs = intervalMs;
        this.openTimeMs = openTimeMs;
    }

    void add(Bar part) {
        openTicks = isEmpty ? part.openTicks() : openTicks;
        highTicks = isEmpty ? part.highTicks() : Math.max(highTicks, part.highTicks());
        lowTicks = isEmpty ? part.lowTicks() : Math.min(lowTicks, part.lowTicks());
        closeTicks = part.closeTicks();
        volumeLots += part.volumeLots();
        takerBuyLots += part.takerBuyLots();
        trades += part.trades();
        isEmpty = false;
    }

    /** The bar; the next one follows on it. */
    Bar close() {
        Bar bar = new Bar(
                intervalMs, openTimeMs, openTicks, highTicks, lowTicks, closeTicks, volumeLots, takerBuyLots, trades);
        openTimeMs += intervalMs;
        volumeLots = 0;
        takerBuyLots = 0;
        trades = 0;
        isEmpty = true;
        return bar;
    }
}
