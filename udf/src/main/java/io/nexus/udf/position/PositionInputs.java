package io.nexus.udf.position;

import io.nexus.udf.input.EvaluationInputs;
import io.nexus.udf.input.InputRegistry;

/** Layer 8's site: an open position, and all that Layer 3 knows of the evaluation. */
public final class PositionInputs {
    public static final InputRegistry<PositionView> SITE = InputRegistry.<PositionView>at("Layer 8")
            .addAll(PositionView::evaluation, EvaluationInputs.SITE)
            .add("unrealized_r", PositionView::unrealized)
            .add("mfe_r", PositionView::best)
            .add("mae_r", PositionView::worst)
            .add("position_hours", PositionView::hours)
            .add("entry_confidence", PositionView::confidence)
            .add("target_distance_r", PositionView::target)
            .add("stop_distance_r", PositionView::stop)
            .build();

    private PositionInputs() {}
}
