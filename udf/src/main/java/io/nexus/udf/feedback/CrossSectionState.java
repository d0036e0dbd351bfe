package io.nexus.udf.feedback;

import java.util.ArrayList;
import java.util.List;

/** What the stage over all strategies keeps. A mutable state class; fields are public for the serializer. Times are feed
 * time in ms, 0 = none. */
public final class CrossSectionState {
    /** Newest statistics of every strategy heard of. */
    public List<StrategyStatistics> newest = new ArrayList<>();

    /** Smoothed weights by column; empty before the first daily update. */
    public double[] weights = new double[0];

    public int weightDays;
    public long weightsAsOfMs;
    public long feedTimeMs;
    public long calibratedAtMs;
    public long calibrateAtMs;
    public long weighAtMs;
    public long governAtMs;

    /** For the serializer. */
    public CrossSectionState() {}
}
