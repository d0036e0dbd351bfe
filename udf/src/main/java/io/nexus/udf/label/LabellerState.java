package io.nexus.udf.label;

import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.StrategyId;

/** Open episodes of one instrument and the touch they are measured against. A mutable state class. */
public final class LabellerState {
    /** The first {@link #open} are in use, oldest first. */
    public Episode[] episodes = new Episode[0];

    public int open;
    public int[] openByStrategy = new int[StrategyId.COUNT];
    public boolean hasTouch;
    public long bidTicks;
    public long askTicks;
    public Regime regime = Regime.UNCERTAIN;

    /** For the serializer. */
    public LabellerState() {}
}
