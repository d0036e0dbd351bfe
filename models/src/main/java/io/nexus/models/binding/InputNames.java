package io.nexus.models.binding;

import java.util.List;
import java.util.Map;

/** What bindings may name as inputs.
 *
 * @param version of the dictionary
 * @param missingById what a missing value of each input of the dictionary counts as
 * @param contract ids that each role takes in its contract's order, by the id of the role; roles without one are left out */
public record InputNames(int version, Map<String, Double> missingById, Map<Integer, List<String>> contract) {
    public InputNames {
        missingById = Map.copyOf(missingById);
        contract = Map.copyOf(contract);
    }
}
