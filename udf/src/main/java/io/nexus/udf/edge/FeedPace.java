package io.nexus.udf.edge;

/** How feed time passes. */
public enum FeedPace {
    /** As wall time does: where the feed's clock stops, wall time goes on in its place. */
    LIVE,
    /** Recorded or simulated, at any speed: wall time says nothing about it. */
    REPLAYED
}
