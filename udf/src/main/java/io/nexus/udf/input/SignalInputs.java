package io.nexus.udf.input;

import io.nexus.domain.signal.StrategyId;

/** Layer 4's site: all of Layer 3's, and the signals with their weights. */
public final class SignalInputs {
    public static final InputRegistry<SignalView> SITE = site();

    private SignalInputs() {}

    private static InputRegistry<SignalView> site() {
        InputRegistry.Builder<SignalView> site = InputRegistry.at("Layer 4");
        site.addAll(SignalView::evaluation, EvaluationInputs.SITE).add("anomaly_score", SignalView::anomalyScore);
        for (StrategyId strategy : StrategyId.values()) {
            int column = strategy.column();
            String name = EvaluationInputs.name(strategy);
            site.add("signal_" + name, view -> view.direction(column))
                    .add("conf_" + name, view -> view.confidence(column))
                    .add("weight_" + name, view -> view.weight(column))
                    .add("signal_conf_" + name, view -> view.direction(column) * view.confidence(column));
        }
        return site.build();
    }
}
