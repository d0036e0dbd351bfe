package io.nexus.udf.input;

import io.nexus.domain.signal.Contribution;
import io.nexus.udf.edge.Aggregated;
import java.util.List;

/** One aggregated signal with all behind it. Shows one after another without allocating. Not thread-safe. */
public final class RoutingView {
    private final SignalView signals = new SignalView();
    private Aggregated aggregated;
    private int buys;
    private double maxConfidence;
    private double entropy;

    /** A view that shows nothing yet. */
    @SuppressWarnings("NullAway.Init") // show() comes before any reader
    public RoutingView() {}

    /** Shows an aggregated signal. */
    public void show(Aggregated newAggregated) {
        aggregated = newAggregated;
        List<Contribution> parts = newAggregated.contributions();
        signals.show(newAggregated.weighted(), parts);
        buys = 0;
        maxConfidence = 0;
        double total = 0;
        for (int i = 0; i < parts.size(); i++) {
            Contribution part = parts.get(i);
            total += part.weight() * part.confidence();
            maxConfidence = Math.max(maxConfidence, part.confidence());
            buys += part.direction() > 0 ? 1 : 0;
        }
        entropy = entropy(parts, total);
    }

    /** Shannon entropy in nats of the shares of weight times confidence; 0 for one voice. */
    private static double entropy(List<Contribution> parts, double total) {
        double entropy = 0;
        for (int i = 0; i < parts.size(); i++) {
            double share = parts.get(i).weight() * parts.get(i).confidence() / total;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }

    /** The signals behind it. */
    public SignalView signals() {
        return signals;
    }

    Aggregated aggregated() {
        return aggregated;
    }

    int used() {
        return aggregated.contributions().size();
    }

    int buys() {
        return buys;
    }

    double maxConfidence() {
        return maxConfidence;
    }

    double entropy() {
        return entropy;
    }
}
