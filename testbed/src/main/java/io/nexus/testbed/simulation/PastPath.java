package io.nexus.testbed.simulation;

import io.nexus.domain.market.Bar;

/** Path of one instrument before the start on a grid of several steps a minute, with how active each minute was. Once
 * complete it is read as bars whose last close is the start price. Not thread-safe. */
final class PastPath {
    private final InstrumentProfile profile;
    private final int stepsPerMinute;
    private final float[] bps;
    private final float[] activity;
    private final float[] buyShare;
    private int size;

    PastPath(InstrumentProfile profile, int minutes, int stepsPerMinute) {
        this.profile = profile;
        this.stepsPerMinute = stepsPerMinute;
        bps = new float[minutes * stepsPerMinute + 1];
        activity = new float[minutes];
        buyShare = new float[minutes];
        size = 1;
    }

    void add(long nowMs, FairPrice fair) {
        int minute = (size - 1) / stepsPerMinute;
        bps[size++] = (float) fair.bps();
        double volume = fair.episode.volumeMultiple(nowMs) * (fair.cascade.isActive() ? 9 : 1);
        double buys = fair.episode.buyProbability(0.5 + 0.15 * Math.tanh(fair.lastSigmas()), nowMs);
        activity[minute] += (float) (fair.regimes.regime.activityMultiple * volume / stepsPerMinute);
        buyShare[minute] += (float) (buys / stepsPerMinute);
    }

    int minutes() {
        return activity.length;
    }

    /** Volume of a minute over the usual one. */
    double activity(int minute) {
        return activity[minute];
    }

    /** The bar of a minute in which so many aggressors arrived. */
    Bar bar(int minute, long openTimeMs, double trades, double tradeSizeRatio) {
        int from = minute * stepsPerMinute;
        long open = ticks(from);
        long close = ticks(from + stepsPerMinute);
        long high = Math.max(open, close);
        long low = Math.min(open, close);
        for (int step = from + 1; step < from + stepsPerMinute; step++) {
            high = Math.max(high, ticks(step));
            low = Math.min(low, ticks(step));
        }
        long volume = Math.round(trades * tradeSizeRatio * profile.levelLots());
        long buys = Math.round(volume * (double) buyShare[minute]);
        return new Bar(
                WarmUp.MINUTE_MS, openTimeMs, open, high + 1, low - 1, close, volume, buys, (int) Math.round(trades));
    }

    private long ticks(int step) {
        double fromEnd = bps[step] - bps[bps.length - 1];
        return Math.round(profile.startTicks() * Math.exp(fromEnd / 1e4));
    }
}
