package io.nexus.udf.strategy;

import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.RollingDigest;

/** All that Layer 2 keeps of one instrument: what each strategy remembers, and its last trigger by column. A mutable state
 * class. */
public final class StrategyMemories {
    public EventDriven.State eventDriven = new EventDriven.State();
    public LvnBreakout.State lvnBreakout = new LvnBreakout.State();
    public AbsorptionBreakout.State absorptionBreakout = new AbsorptionBreakout.State();
    public MomentumBreakout.State momentumBreakout = new MomentumBreakout.State();
    public MarketMicrostructure.State marketMicrostructure = new MarketMicrostructure.State();
    public OrderBookImbalance.State orderBookImbalance = new OrderBookImbalance.State();
    public LiquidityAbsorption.State liquidityAbsorption = new LiquidityAbsorption.State();
    public SpoofingDetection.State spoofingDetection = new SpoofingDetection.State();
    public IcebergDetection.State icebergDetection = new IcebergDetection.State();
    public LiquidationDetection.State liquidationDetection = new LiquidationDetection.State();
    public LiquidityTraps.State liquidityTraps = new LiquidityTraps.State();
    public MultiTimeframeAlignment.State multiTimeframeAlignment = new MultiTimeframeAlignment.State();
    public CumulativeDelta.State cumulativeDelta = new CumulativeDelta.State();
    public DeltaDivergence.State deltaDivergence = new DeltaDivergence.State();
    public OpenDriveVsFade.State openDriveVsFade = new OpenDriveVsFade.State();
    public ProfileRotation.State profileRotation = new ProfileRotation.State();
    public VwapReversion.State vwapReversion = new VwapReversion.State();
    public StopRunAnticipation.State stopRunAnticipation = new StopRunAnticipation.State();
    public MomentumIgnition.State momentumIgnition = new MomentumIgnition.State();
    public VolumeImbalance.State volumeImbalance = new VolumeImbalance.State();

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
