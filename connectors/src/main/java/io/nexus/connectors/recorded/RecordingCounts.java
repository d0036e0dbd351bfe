package io.nexus.connectors.recorded;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a recording turned out to hold besides its messages, by name. Not thread-safe; what {@link #all} gives may be handed on. */
final class RecordingCounts {
    /** Files without their end, as a killed recorder leaves them. */
    static final String TORN_FILES = "tornFiles";
    /** Lines whose receive time lies before the line's before them, and which count as received with that one. */
    static final String CLAMPED_LINES = "clampedLines";
    /** How often the clock of the recorder was set to another time for good. */
    static final String CLOCK_STEPS = "clockSteps";
    /** Lines whose receive time is not in ns. */
    static final String TIMES_IN_US = "receiveTimesInUs";

    static final String TIMES_IN_MS = "receiveTimesInMs";
    /** Aggregate trades of trades that came one by one, or the reverse. */
    static final String REPEATED_TRADES = "tradesAlsoAggregated";

    private final SortedMap<String, Long> countByName = new TreeMap<>();

    void add(String name, long count) {
        countByName.merge(name, count, Long::sum);
    }

    Map<String, Long> all() {
        return Collections.unmodifiableMap(new TreeMap<>(countByName));
    }

    boolean isEmpty() {
        return countByName.isEmpty();
    }
}
