package io.nexus.models.input;

import io.nexus.domain.signal.StrategyId;
import java.util.ArrayList;
import java.util.List;

/** Definitions in the order in which they are added. */
final class Definitions {
    private static final double ENDLESS = Double.POSITIVE_INFINITY;

    private final List<InputDefinition> list = new ArrayList<>();

    /** An input between two bounds. */
    Definitions add(String id, String formula, String unit, double min, double max, double missing) {
        list.add(new InputDefinition(id, formula, unit, min, max, missing));
        return this;
    }

    /** An input of either sign without bounds, 0 while unknown. */
    Definitions signed(String id, String formula, String unit) {
        return add(id, formula, unit, -ENDLESS, ENDLESS, 0);
    }

    /** An input of 0 or more. */
    Definitions positive(String id, String formula, String unit, double missing) {
        return add(id, formula, unit, 0, ENDLESS, missing);
    }

    /** A share, 0 to 1. */
    Definitions share(String id, String formula, double missing) {
        return add(id, formula, "0 to 1", 0, 1, missing);
    }

    /** An input from -1 to 1, 0 while unknown. */
    Definitions balance(String id, String formula) {
        return add(id, formula, "-1 to 1", -1, 1, 0);
    }

    List<InputDefinition> list() {
        return List.copyOf(list);
    }

    /** A strategy's key as part of an id. */
    static String name(StrategyId strategy) {
        return strategy.key().replace('-', '_');
    }
}
