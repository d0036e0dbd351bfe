package io.nexus.udf.feedback;

/** What is remembered of one strategy. A mutable state class; fields are public for the serializer. Arrays of bins are by
 * raw-confidence bin; arrays of days are rings by {@code day mod length}. Sized at the first outcome. */
public final class StrategyHistory {
    /** Newest feed time seen; bins are decayed to it. */
    public long feedTimeMs;

    public double[] episodes = new double[0];
    public double[] meanNetBps = new double[0];
    /** Decayed sum of squared deviations from the mean. */
    public double[] m2 = new double[0];

    public double[] wins = new double[0];
    /** Newest strengths, a ring; {@link #fires} counts all ever seen. */
    public double[] strengths = new double[0];

    public long fires;
    public long[] day = new long[0];
    public long[] calls = new long[0];
    public long[] correct = new long[0];
    public long[] trades = new long[0];
    public double[] sumBps = new double[0];
    public double[] sumSquaredBps = new double[0];
    public double[] sumPnl = new double[0];
    /** When the statistics were told last, and when they are due; 0 = not. */
    public long toldAtMs;

    public long tellAtMs;

    /** For the serializer. */
    public StrategyHistory() {}
}
