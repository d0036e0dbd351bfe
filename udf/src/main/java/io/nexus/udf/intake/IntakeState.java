package io.nexus.udf.intake;

/** What intake keeps of one instrument. A mutable state class; fields are public for the serializer. */
public final class IntakeState {
    /** Highest sequence accepted; 0 before the first. */
    public long lastSequence;

    public long evaluation;
    /** Feed time of the last evaluation; {@code Long.MIN_VALUE} before the first. */
    public long evaluatedAtMs = Long.MIN_VALUE;

    public long feedTimeMs = Long.MIN_VALUE;
    public long accepted;
    public long generated;
    public long replayed;
    public long stale;
    /** Sequence numbers that never came. */
    public long missing;

    public long countedAtMs = Long.MIN_VALUE;
    public ActiveOrders activeOrders = new ActiveOrders();

    /** For the serializer. */
    public IntakeState() {}
}
