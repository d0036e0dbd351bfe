package io.nexus.models.binding;

import io.nexus.models.input.InputDictionary;
import io.nexus.models.input.RoleInputIds;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What bindings may name as inputs.
 *
 * @param version of the dictionary
 * @param missingById what a missing value of each input of the dictionary counts as
 * @param contract ids that each role takes in its contract's order, by the id of the role; roles without one are left out */
public record InputNames(int version, Map<String, Double> missingById, Map<Integer, List<String>> contract) {
    /** The dictionary and the roles of this program. */
    public static final InputNames PROGRAM = ofProgram();

    public InputNames {
        missingById = Map.copyOf(missingById);
        contract = Map.copyOf(contract);
    }

    private static InputNames ofProgram() {
        Map<String, Double> missing = new HashMap<>();
        InputDictionary.ALL.forEach(input -> missing.put(input.id(), input.missing()));
        Map<Integer, List<String>> contract = new HashMap<>();
        for (ModelEntry role : ModelRoles.all()) {
            if (RoleInputIds.isDefined(role.id())) {
                contract.put(role.id(), RoleInputIds.of(role.id()));
            }
        }
        return new InputNames(InputDictionary.VERSION, missing, contract);
    }
}
