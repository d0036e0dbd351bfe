package io.nexus.lab.detect;

import io.nexus.domain.market.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alarms of one strategy: what goes on, or comes again within a half-life, is one. Not thread-safe. */
final class Alarms {
    private final long halfLifeMs;
    private final Map<String, Long> newestMsByInstrumentAndSide = new HashMap<>();
    private final List<Alarm> all = new ArrayList<>();

    Alarms(long halfLifeMs) {
        this.halfLifeMs = halfLifeMs;
    }

    void raise(String instrument, Side side, long timeMs) {
        Long before = newestMsByInstrumentAndSide.put(instrument + side, timeMs);
        if (before == null || timeMs - before > halfLifeMs) {
            all.add(new Alarm(instrument, side, timeMs));
        }
    }

    /** In order of time. */
    List<Alarm> all() {
        return all;
    }
}
