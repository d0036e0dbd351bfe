package io.nexus.lab.facts;

import io.nexus.domain.market.MarketEvent;

/** The mid at the end of each minute. Not thread-safe. */
final class MinuteCloses {
    private static final long MINUTE_MS = 60_000;

    private final Samples midTicks = new Samples();
    private long closeMs;
    private double lastMidTicks = Double.NaN;

    MinuteCloses(long startMs) {
        closeMs = startMs + MINUTE_MS;
    }

    void take(MarketEvent event) {
        for (; event.feedTimeMs() >= closeMs && !Double.isNaN(lastMidTicks); closeMs += MINUTE_MS) {
            midTicks.add(lastMidTicks);
        }
        if (event.quote() != null) {
            lastMidTicks = (event.quote().bidTicks() + event.quote().askTicks()) / 2.0;
        }
    }

    double[] midTicks() {
        return midTicks.toArray();
    }
}
