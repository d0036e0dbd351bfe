package io.nexus.lab.facts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Means over instruments, by name; a name that only some of them have is averaged over those. */
final class Averages {
    private Averages() {}

    static Map<String, Double> of(List<Map<String, Double>> instruments) {
        Map<String, Samples> values = new LinkedHashMap<>();
        for (Map<String, Double> instrument : instruments) {
            instrument.forEach((name, value) ->
                    values.computeIfAbsent(name, key -> new Samples()).add(value));
        }
        Map<String, Double> means = new LinkedHashMap<>();
        values.forEach((name, samples) -> means.put(name, Estimators.mean(samples.toArray())));
        return means;
    }

    /** Facts by their keys, and all figures. */
    static Map<String, Double> ofAll(List<StylizedFacts> instruments) {
        return of(instruments.stream().map(StylizedFacts::numbers).toList());
    }
}
