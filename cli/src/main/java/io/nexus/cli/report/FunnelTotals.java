package io.nexus.cli.report;

import io.nexus.domain.skip.FunnelCount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The newest total of every name and instrument, from the records of the counts topic in their order. Thread-safe for one
 * writer. */
final class FunnelTotals {
    private final Map<String, FunnelCount> counts = new ConcurrentHashMap<>();

    /** Takes the next record; a restart forgets what its instrument had. */
    void take(FunnelCount count) {
        if (count.isRestart()) {
            counts.values().removeIf(known -> known.instrument().equals(count.instrument()));
        } else {
            counts.put(count.instrument() + ' ' + count.name(), count);
        }
    }

    Collection<FunnelCount> newest() {
        return counts.values();
    }

    /** In the order of instruments and names. */
    List<FunnelCount> sorted() {
        return List.copyOf(new TreeMap<>(counts).values());
    }
}
