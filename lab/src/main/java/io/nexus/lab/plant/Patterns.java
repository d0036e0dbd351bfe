package io.nexus.lab.plant;

import io.nexus.domain.signal.StrategyId;
import java.util.List;
import java.util.Optional;

/** All patterns, once, in the order of their strategies. */
public final class Patterns {
    public static final List<Pattern> ALL = List.of(
            new JumpPattern(),
            new NodeCrossingPattern(),
            new AbsorptionPattern(),
            new BreakoutPattern(),
            new LeadingQueuePattern(),
            new ImbalancePattern(),
            new ReplenishmentPattern(),
            new SpoofPattern(),
            new IcebergPattern(),
            new CascadePattern(),
            new TrapPattern(),
            new PullbackPattern(),
            new OneSidedFlowPattern(),
            new DivergencePattern(),
            new OpeningPattern(),
            new RotationPattern(),
            new StretchPattern(),
            new StopRunPattern(),
            new IgnitionPattern(),
            new FastBarsPattern());

    private Patterns() {}

    /** The pattern of a strategy, if one can be planted. */
    public static Optional<Pattern> of(StrategyId strategy) {
        return ALL.stream().filter(pattern -> pattern.strategy() == strategy).findFirst();
    }
}
