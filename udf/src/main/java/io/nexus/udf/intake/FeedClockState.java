package io.nexus.udf.intake;

/** What is known of the feed's clock. Wall times are processing time. A mutable state class; fields are public for the serializer. */
public final class FeedClockState {
    /** Feed time of the newest heartbeat of any partition; {@code Long.MIN_VALUE} before the first. */
    public long newestMs = Long.MIN_VALUE;

    /** Newest heartbeat that went to the instruments; {@code Long.MIN_VALUE} before the first. */
    public long instrumentTickMs = Long.MIN_VALUE;

    /** When each partition's newest heartbeat came, by partition. */
    public long[] heardAtWallMs = {};

    /** Whether each partition brings market data that has not ended, by partition. */
    public boolean[] isFlowing = {};

    /** When silence is looked for next; 0 = not. */
    public long checkAtWallMs;

    /** Whether the feed was last reported as silent. */
    public boolean isSilent;

    /** For the serializer. */
    public FeedClockState() {}
}
