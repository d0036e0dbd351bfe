package io.nexus.udf.input;

import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Weighted;
import java.util.Arrays;
import java.util.List;

/** The kept signals of one evaluation by strategy. Shows one after another without allocating. Not thread-safe. */
public final class SignalView {
    private final EvaluationView evaluation = new EvaluationView();
    private final double[] direction = new double[StrategyId.COUNT];
    private final double[] confidence = new double[StrategyId.COUNT];
    private Weighted weighted;

    /** A view that shows nothing yet. */
    @SuppressWarnings("NullAway.Init") // show() comes before any reader
    public SignalView() {}

    /** Shows an evaluation.
     *
     * @param contributions the signals that take part */
    public void show(Weighted newWeighted, List<Contribution> contributions) {
        weighted = newWeighted;
        evaluation.show(newWeighted.signaled().observed());
        Arrays.fill(direction, 0);
        Arrays.fill(confidence, 0);
        for (int i = 0; i < contributions.size(); i++) {
            Contribution part = contributions.get(i);
            direction[part.strategy().column()] = part.direction();
            confidence[part.strategy().column()] = part.confidence();
        }
    }

    /** Market, assessment and control behind the signals. */
    public EvaluationView evaluation() {
        return evaluation;
    }

    double direction(int column) {
        return direction[column];
    }

    double confidence(int column) {
        return confidence[column];
    }

    double weight(int column) {
        return weighted.weights()[column];
    }

    double anomalyScore() {
        return weighted.anomalyScore();
    }
}
