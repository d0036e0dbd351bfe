package io.nexus.models.input;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Inputs of the decision path that do not move for now, each with its reason. A model that was trained on them learns nothing
 * from them here. */
public final class ConstantInputs {
    /** Reason by id, in the order of the dictionary. */
    public static final Map<String, String> REASONS = reasons();

    private ConstantInputs() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String model : GovernedModels.NAMES) {
            reasons.put("trust_" + model, "1 until a governor serves: without one governance is the identity");
        }
        reasons.put(
                "symbol_exposure",
                "0, or the dust of an earlier position: an instrument with a position or an order has no candidates");
        reasons.put("portfolio_correlation", "0: Layer 6 forecasts it after the router has answered");
        reasons.put("order_type", "0: every entry is a limit that takes at once or is cancelled");
        for (String model : GovernedModels.NAMES) {
            reasons.put(model + "_drawdown", "0: feedback keeps no equity curve per model");
        }
        return Collections.unmodifiableMap(reasons);
    }
}
