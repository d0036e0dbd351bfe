package io.nexus.models.pickle;

import java.util.List;

/** A tuple, or a frozen set, of a pickle. Equal only to itself: a tuple may share its parts with others, or even
 * hold itself. */
public final class Tuple {
    private final List<Object> items;

    Tuple(List<Object> items) {
        this.items = List.copyOf(items);
    }

    public List<Object> items() {
        return items;
    }
}
