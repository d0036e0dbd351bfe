package io.nexus.udf.quality;

import io.nexus.udf.edge.RollingDigest;
import io.nexus.udf.market.MarketContext;

/** All that Layer 1 keeps of one instrument. A mutable state class. */
public final class QualityState {
    public MarketContext market = new MarketContext();
    public RegimeMemory regime = new RegimeMemory();
    public RollingDigest digest = new RollingDigest();
    public long coldEvaluations;
    public long countsPublishedMs;

    /** For the serializer. */
    public QualityState() {}
}
