package io.nexus.udf.strategy;

import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.RollingDigest;

/** All that Layer 2 keeps of one instrument: what each strategy remembers, and its last trigger by column. A mutable state
 * class. */
public final class StrategyMemories {
    public OrderBookImbalance.State orderBookImbalance = new OrderBookImbalance.State();
    public CumulativeDelta.State cumulativeDelta = new CumulativeDelta.State();
    public VwapReversion.State vwapReversion = new VwapReversion.State();
    public MomentumBreakout.State momentumBreakout = new MomentumBreakout.State();
    public VolumeImbalance.State volumeImbalance = new VolumeImbalance.State();
    public AbsorptionBreakout.State absorptionBreakout = new AbsorptionBreakout.State();

    /** Group of the regime at the last assessment. */
    public RegimeGroup regimeGroup = RegimeGroup.RANGING;

    public int[] directions = new int[StrategyId.COUNT];
    public double[] strengths = new double[StrategyId.COUNT];
    public double[] rawConfidences = new double[StrategyId.COUNT];
    public long[] firedAtMs = new long[StrategyId.COUNT];
    public long[] halfLivesMs = new long[StrategyId.COUNT];
    public String[] reasons = reasons();
    public RollingDigest digest = new RollingDigest();

    /** For the serializer. */
    public StrategyMemories() {}

    private static String[] reasons() {
        String[] empty = new String[StrategyId.COUNT];
        java.util.Arrays.fill(empty, "");
        return empty;
    }
}
