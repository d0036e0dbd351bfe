package io.nexus.udf.feedback;

import io.nexus.models.input.RoleInputIds;
import io.nexus.udf.input.InputRegistry;

/** The governor's site: the stage over all strategies, which makes governance once a minute. */
final class GovernorInputs {
    private static final int GOVERNOR = 7;

    static final InputRegistry<GovernorView> SITE = site();

    private GovernorInputs() {}

    private static InputRegistry<GovernorView> site() {
        InputRegistry.Builder<GovernorView> site = InputRegistry.at("the feedback");
        for (String id : RoleInputIds.of(GOVERNOR)) {
            if (id.endsWith("_accuracy_30d")) {
                site.add(id, GovernorView::accuracy);
            } else if (id.endsWith("_sharpe")) {
                site.add(id, GovernorView::sharpe);
            } else if (id.endsWith("_win_rate")) {
                site.add(id, GovernorView::winRate);
            } else if (id.endsWith("_recent_pnl")) {
                site.add(id, GovernorView::meanNetBps);
            } else {
                site.add(id, view -> Double.NaN);
            }
        }
        return site.build();
    }
}
