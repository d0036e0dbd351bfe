package io.nexus.udf.input;

/** Layer 5's site: all of Layer 4's, and the aggregate. */
public final class RoutingInputs {
    public static final InputRegistry<RoutingView> SITE = InputRegistry.<RoutingView>at("Layer 5")
            .addAll(RoutingView::signals, SignalInputs.SITE)
            .add("aggregated_signal", view -> view.aggregated().aggregatedSignal())
            .add("signal_strength", view -> view.aggregated().signalStrength())
            .add("signals_used", view -> (double) view.used())
            .add("signals_buy", view -> (double) view.buys())
            .add("signals_sell", view -> (double) (view.used() - view.buys()))
            .add("max_confidence", RoutingView::maxConfidence)
            .add("signal_entropy", RoutingView::entropy)
            .add("agreement", view -> view.aggregated().agreement())
            .add("uncertainty", view -> 1 - view.aggregated().agreement())
            .build();

    private RoutingInputs() {}
}
