package io.nexus.udf.strategy;

import java.util.List;

/** All strategies, once, in the document's order. */
final class StrategyCatalog {
    private StrategyCatalog() {}

    static List<Strategy> of(StrategyConfig config) {
        return List.of(
                config.absorptionBreakout(),
                config.momentumBreakout(),
                config.orderBookImbalance(),
                config.cumulativeDelta(),
                config.vwapReversion(),
                config.volumeImbalance());
    }
}
