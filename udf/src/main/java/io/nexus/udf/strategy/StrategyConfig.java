package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.models.role.SignalAggregator;
import java.io.Serializable;

/** Numbers of Layer 2.
 *
 * @param minConfidence least confidence that is kept, {@link SignalAggregator#MIN_CONFIDENCE} (0.65, below which Layer 4 uses no
 *     signal) to 1; governance may tighten it
 * @param priorEpisodes weight of the raw confidence against outcomes, in episodes; 0.01 to 1,000,000
 * @param liveHalfLives half-lives after its last trigger at which an episode is over; 0.01 to 1,000
 * @param minStepBps least step of rules that count ticks, in bp; a coarser tick wins; 0 to 100 */
public record StrategyConfig(
        double minConfidence,
        double priorEpisodes,
        double liveHalfLives,
        double minStepBps,
        EventDriven eventDriven,
        LvnBreakout lvnBreakout,
        AbsorptionBreakout absorptionBreakout,
        MomentumBreakout momentumBreakout,
        MarketMicrostructure marketMicrostructure,
        OrderBookImbalance orderBookImbalance,
        LiquidityAbsorption liquidityAbsorption,
        SpoofingDetection spoofingDetection,
        IcebergDetection icebergDetection,
        LiquidationDetection liquidationDetection,
        LiquidityTraps liquidityTraps,
        MultiTimeframeAlignment multiTimeframeAlignment,
        CumulativeDelta cumulativeDelta,
        DeltaDivergence deltaDivergence,
        OpenDriveVsFade openDriveVsFade,
        ProfileRotation profileRotation,
        VwapReversion vwapReversion,
        StopRunAnticipation stopRunAnticipation,
        MomentumIgnition momentumIgnition,
        VolumeImbalance volumeImbalance)
        implements Serializable {
    public StrategyConfig {
        Check.inRange("minConfidence", minConfidence, SignalAggregator.MIN_CONFIDENCE, 1);
        Check.inRange("priorEpisodes", priorEpisodes, 0.01, 1e6);
        Check.inRange("liveHalfLives", liveHalfLives, 0.01, 1_000);
        Check.inRange("minStepBps", minStepBps, 0, 100);
    }

    public static StrategyConfig defaults() {
        return new StrategyConfig(
                0.65,
                20,
                3,
                0.5,
                EventDriven.defaults(),
                LvnBreakout.defaults(),
                AbsorptionBreakout.defaults(),
                MomentumBreakout.defaults(),
                MarketMicrostructure.defaults(),
                OrderBookImbalance.defaults(),
                LiquidityAbsorption.defaults(),
                SpoofingDetection.defaults(),
                IcebergDetection.defaults(),
                LiquidationDetection.defaults(),
                LiquidityTraps.defaults(),
                MultiTimeframeAlignment.defaults(),
                CumulativeDelta.defaults(),
                DeltaDivergence.defaults(),
                OpenDriveVsFade.defaults(),
                ProfileRotation.defaults(),
                VwapReversion.defaults(),
                StopRunAnticipation.defaults(),
                MomentumIgnition.defaults(),
                VolumeImbalance.defaults());
    }
}
