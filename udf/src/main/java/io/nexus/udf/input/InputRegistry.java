package io.nexus.udf.input;

import io.nexus.models.input.InputDictionary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a call site can say of its source S, by id of the dictionary. A reader gives NaN for what is unknown. Immutable.
 *
 * @param <S> what the site holds when it asks a model */
public final class InputRegistry<S> {
    private final String site;
    private final Map<String, ToDoubleFunction<S>> readerById;

    private InputRegistry(String site, Map<String, ToDoubleFunction<S>> readerById) {
        this.site = site;
        this.readerById = readerById;
    }

    /** Begins the registry of a site.
     *
     * @param site its name, for refusals */
    public static <S> Builder<S> at(String site) {
        return new Builder<>(site);
    }

    /** Name of the site. */
    public String site() {
        return site;
    }

    /** Every id that a model asked here may use. */
    public Set<String> knownIds() {
        return Collections.unmodifiableSet(readerById.keySet());
    }

    /** Reader of an id.
     *
     * @throws IllegalArgumentException naming the id if the dictionary or this site does not know it */
    ToDoubleFunction<S> reader(String id) {
        ToDoubleFunction<S> reader = readerById.get(id);
        if (reader == null) {
            InputDictionary.get(id);
            throw new IllegalArgumentException(site + " does not know input " + id);
        }
        return reader;
    }

    /** Collects readers. */
    public static final class Builder<S> {
        private final String site;
        private final Map<String, ToDoubleFunction<S>> readerById = new LinkedHashMap<>();

        private Builder(String site) {
            this.site = site;
        }

        /** Adds a reader.
         *
         * @throws IllegalArgumentException if the dictionary does not know the id, or it has a reader already */
        public Builder<S> add(String id, ToDoubleFunction<S> reader) {
            InputDictionary.get(id);
            if (readerById.put(id, reader) != null) {
                throw new IllegalArgumentException(site + " has two readers of input " + id);
            }
            return this;
        }

        /** Adds all of a part of the source. */
        public <P> Builder<S> addAll(Function<S, P> part, InputRegistry<P> registry) {
            registry.readerById.forEach((id, reader) -> add(id, source -> reader.applyAsDouble(part.apply(source))));
            return this;
        }

        public InputRegistry<S> build() {
            return new InputRegistry<>(site, new LinkedHashMap<>(readerById));
        }
    }
}
