package io.nexus.udf.label;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.StrategyId;

/** One signal episode on its way to an outcome. A mutable state class. */
public final class Episode {
    public StrategyId strategy = StrategyId.EVENT_DRIVEN;
    public int direction;
    public double strength;
    public double rawConfidence;
    public Regime regime = Regime.UNCERTAIN;
    public long startedAtMs;
    public long entryDueMs;
    public long endsAtMs;
    /** Sigma over the time limit when the signal came, in bp. */
    public double sigmaBps;

    public boolean isEntered;
    public long entryTicks;
    public double barrierBps;

    /** For the serializer. */
    public Episode() {}
}
