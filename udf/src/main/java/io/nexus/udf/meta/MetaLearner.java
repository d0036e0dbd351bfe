package io.nexus.udf.meta;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.catalog.ModelCatalog;
import io.nexus.models.role.MetaSelection;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.input.EvaluationInputs;
import io.nexus.udf.input.EvaluationView;
import io.nexus.udf.input.RoleInputs;

/** The core of Layer 3: an evaluation's signals in, strategy weights or a skip out. Keeps scratch space only. Not
 * thread-safe. */
public final class MetaLearner {
    private static final int QUALITY = 0;
    private static final int VOLATILITY = 1;
    private static final int REGIME = 2;
    private static final int SELECTOR = 3;

    private final MetaConfig config;
    private final EvaluationView view = new EvaluationView();
    private final RoleInputs<EvaluationView> selector = RoleInputs.ofRole(SELECTOR, EvaluationInputs.SITE);
    /** Text of models 0 to 2 by which of them serve: bit i set for model i. */
    private final String[] assessors = new String[8];

    public MetaLearner(MetaConfig config, ModelCatalog catalog) {
        this.config = config;
        for (int serving = 0; serving < assessors.length; serving++) {
            String models = "";
            for (int id = QUALITY; id <= REGIME; id++) {
                boolean isServing = (serving >> id & 1) == 1;
                models = (isServing ? catalog.use(id) : catalog.formula(id)).after(models);
            }
            assessors[serving] = models;
        }
    }

    /** Weights of an evaluation that goes on, or the skip.
     *
     * @throws NullPointerException if Layer 1 let an evaluation pass without facts or assessment */
    public MetaOutcome decide(Signaled signaled) {
        Observed observed = signaled.observed();
        Stamped stamped = observed.stamped();
        MarketFacts facts = requireNonNull(observed.facts());
        Assessment assessment = requireNonNull(observed.assessment());
        double[] scores = stamped.control().weights().weights();
        view.show(observed);
        double[] inputs = selector.of(view);
        MetaSelection selection = MetaSelection.fallback(
                scores, assessment.regimeProbabilities(), facts.returnPercentile(), facts.spreadPercentile());
        String models = selection.use().after(assessors[servingBits(assessment)]);
        double score = selection.anomalyScore();
        if (score > config.maxAnomaly()) {
            return new MetaOutcome(null, anomaly(stamped, facts, score, models), inputs, score);
        }
        Weighted weighted = new Weighted(
                signaled,
                selection.weights(),
                score,
                selection.regimeProbabilities(),
                sizeFactor(score, assessment.regime()),
                models);
        return new MetaOutcome(weighted, null, inputs, score);
    }

    private double sizeFactor(double anomalyScore, Regime regime) {
        double caution = anomalyScore > config.cautionAnomaly() ? config.cautionSizeFactor() : 1;
        return regime == Regime.UNCERTAIN ? caution * config.uncertainSizeFactor() : caution;
    }

    private SkipRecord anomaly(Stamped stamped, MarketFacts facts, double score, String models) {
        String detail = "anomalyScore=" + score + " limit=" + config.maxAnomaly() + " returnPercentile="
                + facts.returnPercentile() + " spreadPercentile=" + facts.spreadPercentile();
        return new SkipRecord(
                SkipCode.L3_ANOMALY,
                stamped.instrument(),
                stamped.evaluation(),
                stamped.feedTimeMs(),
                detail,
                score,
                config.maxAnomaly(),
                models);
    }

    private static int servingBits(Assessment assessment) {
        return (assessment.isQualityModelServing() ? 1 << QUALITY : 0)
                | (assessment.isVolatilityModelServing() ? 1 << VOLATILITY : 0)
                | (assessment.isRegimeModelServing() ? 1 << REGIME : 0);
    }
}
