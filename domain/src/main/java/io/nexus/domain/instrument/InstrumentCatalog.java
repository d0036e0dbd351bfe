package io.nexus.domain.instrument;

import java.io.Serializable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instruments a run knows, by key, in the order they were given. Immutable. */
public final class InstrumentCatalog implements Serializable {
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, Instrument> instrumentByKey = new LinkedHashMap<>();

    /** Catalogue of the given instruments.
     *
     * @throws IllegalArgumentException if a key stands twice */
    public InstrumentCatalog(Collection<Instrument> instruments) {
        for (Instrument instrument : instruments) {
            if (instrumentByKey.put(instrument.key(), instrument) != null) {
                throw new IllegalArgumentException("instrument stands twice: " + instrument.key());
            }
        }
    }

    public @Nullable Instrument find(String key) {
        return instrumentByKey.get(key);
    }

    /** The instrument of a key.
     *
     * @throws IllegalArgumentException if the key is unknown */
    public Instrument get(String key) {
        Instrument instrument = instrumentByKey.get(key);
        if (instrument == null) {
            throw new IllegalArgumentException("unknown instrument " + key);
        }
        return instrument;
    }

    public List<Instrument> all() {
        return List.copyOf(instrumentByKey.values());
    }

    public Map<String, Instrument> byKey() {
        return Map.copyOf(instrumentByKey);
    }
}
