package io.nexus.udf.strategy;

import java.util.List;

/** All twenty strategies, once, in the document's order. */
final class StrategyCatalog {
    private StrategyCatalog() {}

    static List<Strategy> of(StrategyConfig config) {
        return List.of(
                config.eventDriven(),
                config.lvnBreakout(),
                config.absorptionBreakout(),
                config.momentumBreakout(),
                config.marketMicrostructure(),
                config.orderBookImbalance(),
                config.liquidityAbsorption(),
                config.spoofingDetection(),
                config.icebergDetection(),
                config.liquidationDetection(),
                config.liquidityTraps(),
                config.multiTimeframeAlignment(),
                config.cumulativeDelta(),
                config.deltaDivergence(),
                config.openDriveVsFade(),
                config.profileRotation(),
                config.vwapReversion(),
                config.stopRunAnticipation(),
                config.momentumIgnition(),
                config.volumeImbalance());
    }
}
