package io.nexus.udf.routing;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.control.Governance;
import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.meta.MicroInputs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The 126 inputs of model 5 in the contract's order: 8 of the aggregate, 12 regime probabilities, 8 volatilities, 20
 * weights, 20 signals times confidence, 20 strategy scores, 10 of the portfolio, 15 governance weights, 13 microstructure. */
public final class RouterInputs {
    public static final int SIZE = 126;

    static final int REGIMES = 8;
    static final int VOLATILITIES = REGIMES + Regime.COUNT;
    static final int WEIGHTS = VOLATILITIES + 8;
    static final int SIGNALS = WEIGHTS + StrategyId.COUNT;
    static final int SCORES = SIGNALS + StrategyId.COUNT;
    static final int PORTFOLIO = SCORES + StrategyId.COUNT;
    static final int TRUST = PORTFOLIO + 10;
    static final int MICRO = TRUST + Governance.MODELS;

    static final List<String> VOLATILITY_NAMES = List.of("rv_60s", "rv_5m", "rv_1h", "bv_5m", "rj_5m", "garch", "vov");

    private static final int[] VOLATILITY_INDEX =
            VOLATILITY_NAMES.stream().mapToInt(FeatureSchema::indexOf).toArray();
    private static final double DAY_MS = 86_400_000;

    private RouterInputs() {}

    /** Inputs at one evaluation; a new array.
     *
     * @throws NullPointerException if Layer 1 let an evaluation pass without facts or assessment */
    public static double[] of(Aggregated aggregated) {
        double[] inputs = new double[SIZE];
        Observed observed = aggregated.weighted().signaled().observed();
        MarketFacts facts = requireNonNull(observed.facts());
        Assessment assessment = requireNonNull(observed.assessment());
        ControlView control = observed.stamped().control();
        aggregate(inputs, aggregated);
        copy(assessment.regimeProbabilities(), inputs, REGIMES);
        for (int i = 0; i < VOLATILITY_INDEX.length; i++) {
            inputs[VOLATILITIES + i] = facts.features()[VOLATILITY_INDEX[i]];
        }
        inputs[WEIGHTS - 1] = assessment.finalVolatility();
        copy(aggregated.weighted().weights(), inputs, WEIGHTS);
        copy(control.weights().weights(), inputs, SCORES);
        portfolio(inputs, control.account(), observed.stamped());
        copy(control.governance().modelWeights(), inputs, TRUST);
        MicroInputs.fill(inputs, MICRO, facts.features());
        return inputs;
    }

    private static void aggregate(double[] inputs, Aggregated aggregated) {
        double total = 0;
        double maxConfidence = 0;
        int buys = 0;
        for (Contribution part : aggregated.contributions()) {
            total += part.weight() * part.confidence();
            maxConfidence = Math.max(maxConfidence, part.confidence());
            buys += part.direction() > 0 ? 1 : 0;
            inputs[SIGNALS + part.strategy().column()] = part.direction() * part.confidence();
        }
        int used = aggregated.contributions().size();
        inputs[0] = aggregated.aggregatedSignal();
        inputs[1] = aggregated.signalStrength();
        inputs[2] = used;
        inputs[3] = buys;
        inputs[4] = used - buys;
        inputs[5] = maxConfidence;
        inputs[6] = entropy(aggregated.contributions(), total);
        inputs[7] = aggregated.agreement();
    }

    /** Shannon entropy in nats of the shares of weight times confidence; 0 for one voice. */
    private static double entropy(List<Contribution> contributions, double total) {
        double entropy = 0;
        for (Contribution part : contributions) {
            double share = part.weight() * part.confidence() / total;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return entropy;
    }

    /** Exposure, positions, drawdown, daily and weekly P&L, margin use; exposure of the instrument (0: a candidate has no
     * position); days since the last trade, at most 1; last outcome; correlation (0: not forecast yet). An account nobody
     * has published yet is flat. */
    private static void portfolio(double[] inputs, @Nullable AccountSnapshot account, Stamped stamped) {
        inputs[PORTFOLIO + 7] = 1;
        if (account == null) {
            return;
        }
        inputs[PORTFOLIO] = account.grossExposureRatio();
        inputs[PORTFOLIO + 1] = account.openPositions();
        inputs[PORTFOLIO + 2] = account.drawdownRatio();
        inputs[PORTFOLIO + 3] = account.dailyPnlRatio();
        inputs[PORTFOLIO + 4] = account.weeklyPnlRatio();
        inputs[PORTFOLIO + 5] = account.marginUseRatio();
        double age = Math.max(0, stamped.feedTimeMs() - account.lastTradeAtMs());
        inputs[PORTFOLIO + 7] = Math.min(1, age / DAY_MS);
        inputs[PORTFOLIO + 8] = account.lastOutcomeBps();
    }

    private static void copy(double[] from, double[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
    }
}
