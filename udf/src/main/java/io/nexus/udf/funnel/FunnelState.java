package io.nexus.udf.funnel;

import java.util.HashMap;
import java.util.Map;

/** Counts of one instrument. A mutable state class; fields are public for the serializer. */
public final class FunnelState {
    /** Cumulative since the data directory was created, by name. */
    public Map<String, Long> totalByName = new HashMap<>();

    /** Those of the newest publication. */
    public Map<String, Long> publishedByName = new HashMap<>();

    /** Newest feed time seen. */
    public long feedTimeMs;

    /** When the next publication is due; 0 = nothing to publish. */
    public long publishAtMs;

    public long publishedAtMs;

    /** When to look again although nothing may have come; 0 before the first input. */
    public long awakeAtMs;

    /** Second of feed time whose skips are being thinned, and how many it had. */
    public long skipSecond;

    public long skipsInSecond;

    /** For the serializer. */
    public FunnelState() {}
}
