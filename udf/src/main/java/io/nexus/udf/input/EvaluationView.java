package io.nexus.udf.input;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.quality.Assessment;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Observed;
import org.jspecify.annotations.Nullable;

/** One evaluation that Layer 1 assessed: market, assessment, control. Shows one after another without allocating. Not
 * thread-safe. */
public final class EvaluationView {
    private final MarketView market = new MarketView();
    private Assessment assessment;
    private double[] scores;
    private double[] trust;
    private @Nullable AccountSnapshot account;
    private long feedTimeMs;

    /** A view that shows nothing yet. */
    @SuppressWarnings("NullAway.Init") // show() comes before any reader
    public EvaluationView() {}

    /** Shows an evaluation.
     *
     * @throws NullPointerException if Layer 1 let it pass without facts or assessment */
    public void show(Observed observed) {
        market.show(observed.context(), requireNonNull(observed.facts()).features());
        assessment = requireNonNull(observed.assessment());
        feedTimeMs = observed.stamped().feedTimeMs();
        ControlView control = observed.stamped().control();
        scores = control.weights().weights();
        trust = control.governance().modelWeights();
        account = control.account();
    }

    /** The market alone. */
    public MarketView market() {
        return market;
    }

    Assessment assessment() {
        return assessment;
    }

    double score(int column) {
        return scores[column];
    }

    double trust(int model) {
        return trust[model];
    }

    @Nullable
    AccountSnapshot account() {
        return account;
    }

    long feedTimeMs() {
        return feedTimeMs;
    }
}
