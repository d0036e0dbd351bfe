package io.nexus.models.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of an object: the name of its class, what it was made from, and its attributes. Equal only to
 * itself. */
public final class Instance {
    private final Global type;
    private final List<Object> arguments;
    private final Map<String, Object> attributes = new LinkedHashMap<>();
    private final List<Object> items = new ArrayList<>();
    private Object state = None.NONE;

    Instance(Global type, List<Object> arguments) {
        this.type = type;
        this.arguments = List.copyOf(arguments);
    }

    public String module() {
        return type.module();
    }

    public String name() {
        return type.name();
    }

    /** The class with its module. */
    public Global type() {
        return type;
    }

    public List<Object> arguments() {
        return arguments;
    }

    /** Attributes by name; empty if the state is something else than attributes. */
    public Map<String, Object> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    /** An attribute, or null if there is none or it is {@code None}. */
    public @Nullable Object attribute(String attribute) {
        Object value = attributes.get(attribute);
        return value == None.NONE ? null : value;
    }

    /** Elements, if its class is a kind of list. */
    public List<Object> items() {
        return Collections.unmodifiableList(items);
    }

    /** The state as it was set, {@link None#NONE} if it never was. */
    public Object state() {
        return state;
    }

    void build(Object newState) {
        state = newState;
        takeAttributes(newState);
        if (newState instanceof Tuple pair && pair.items().size() == 2) {
            pair.items().forEach(this::takeAttributes);
        }
    }

    private void takeAttributes(Object from) {
        if (from instanceof Map<?, ?> entries) {
            entries.forEach(this::put);
        }
    }

    void put(Object key, Object value) {
        if (key instanceof String attribute) {
            attributes.put(attribute, value);
        }
    }

    void add(Object item) {
        items.add(item);
    }
}
