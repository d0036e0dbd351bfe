package io.nexus.udf.intake;

/** What intake keeps of one instrument. A mutable state class; fields are public for the serializer. */
public final class IntakeState {
    /** Newest sequence accepted; 0 before the first. */
    public long lastSequence;
    /** Newest time of signing accepted, those from the future left out; 0 before the first. */
    public long sentAtWallMs;
    /** How often the gateway numbered from the beginning again. */
    public long renumbered;

    public long evaluation;
    /** Feed time of the last evaluation; {@code Long.MIN_VALUE} before the first. */
    public long evaluatedAtMs = Long.MIN_VALUE;

    public long feedTimeMs = Long.MIN_VALUE;
    public long accepted;
    public long generated;
    public long replayed;
    /** Authentic, but too far behind the gateway clock. */
    public long stale;
    /** Authentic, but too far ahead of it. */
    public long future;
    /** Whether the newest message was stale or from the future. */
    public boolean isLate;
    /** Sequence numbers that never came. */
    public long missing;

    /** Trades that came before: accepted, and left out. */
    public long repeatedTrades;

    public TradeIds tradeIds = new TradeIds();
    public long countedAtMs = Long.MIN_VALUE;
    public ActiveOrders activeOrders = new ActiveOrders();

    /** For the serializer. */
    public IntakeState() {}
}
