package io.nexus.udf.quality;

import io.nexus.domain.quality.Regime;

/** What the regime rule remembers between evaluations. A mutable state class. */
public final class RegimeMemory {
    /** Faded share of the rule's labels, by regime column. */
    public double[] probabilities = new double[Regime.COUNT];

    public Regime current = Regime.TRANSITION;
    public Regime challenger = Regime.TRANSITION;
    public long challengedSinceMs;
    public long lastMs;
    public long crisisEndMs;
    public double sigmaAtCrisis;
    public boolean isStarted;

    /** For the serializer. */
    public RegimeMemory() {}
}
