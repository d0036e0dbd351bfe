package io.nexus.models.input;

import io.nexus.models.role.ModelRoles;
import java.util.ArrayList;
import java.util.List;

/** The fifteen models of governance, in the order of its weights: roles 1 to 12, MQScore, the ensemble of directions and the
 * advanced models as one. */
final class GovernedModels {
    private static final int CRITICAL_ROLES = 12;

    static final List<String> NAMES = names();

    /** What governance knows of each. */
    static final List<String> MEASURES = List.of("accuracy_30d", "sharpe", "drawdown", "win_rate", "recent_pnl");

    private GovernedModels() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (int id = 1; id <= CRITICAL_ROLES; id++) {
            names.add(ModelRoles.role(id).name());
        }
        names.addAll(List.of("mqscore", "direction_ensemble", "advanced_composite"));
        return List.copyOf(names);
    }
}
