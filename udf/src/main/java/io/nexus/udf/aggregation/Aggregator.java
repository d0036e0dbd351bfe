package io.nexus.udf.aggregation;

import io.nexus.domain.control.Governance;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.SignalAggregator;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.Weighted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The core of Layer 4: the kept signals in, their weighted mean or a skip out. Holds no state. */
public final class Aggregator {
    private final AggregationConfig config;
    private final ModelUse use;

    public Aggregator(AggregationConfig config, ModelUse use) {
        this.config = config;
        this.use = use;
    }

    /** The weighted mean of the kept signals, whatever the gates say to it. */
    public SignalAggregator sum(Weighted weighted) {
        return aggregate(contributions(weighted));
    }

    /** The aggregated signal of an evaluation that goes on, or the skip. */
    public AggregationOutcome decide(Weighted weighted) {
        List<Contribution> contributions = contributions(weighted);
        SignalAggregator sum = aggregate(contributions);
        Gate gate = gate(weighted, sum);
        if (gate != null) {
            return new AggregationOutcome(null, skip(weighted, sum, gate));
        }
        Side side = Side.ofSign(sum.aggregatedSignal());
        return new AggregationOutcome(
                new Aggregated(
                        weighted,
                        sum.aggregatedSignal(),
                        sum.signalStrength(),
                        agreement(contributions, side, sum.totalWeight()),
                        side,
                        contributions),
                null);
    }

    private record Gate(SkipCode code, double value, double limit) {}

    private @Nullable Gate gate(Weighted weighted, SignalAggregator sum) {
        Stamped stamped = weighted.signaled().observed().stamped();
        double[] tightening = stamped.control().governance().thresholdAdjustments();
        double minStrength = config.minStrength() + Math.max(0, tightening[Governance.STRENGTH]);
        double direction = config.directionSignal() + Math.max(0, tightening[Governance.AGGREGATE]);
        double size = Math.abs(sum.aggregatedSignal());
        if (!(sum.totalWeight() > 0)) {
            return new Gate(SkipCode.L4_NO_WEIGHT, sum.totalWeight(), 0);
        }
        if (sum.totalWeight() < config.minSupport()) {
            return new Gate(SkipCode.L4_LOW_SUPPORT, sum.totalWeight(), config.minSupport());
        }
        if (sum.signalStrength() < minStrength) {
            return new Gate(SkipCode.L4_WEAK, sum.signalStrength(), minStrength);
        }
        if (size < config.neutralSignal()) {
            return new Gate(SkipCode.L4_TOO_NEUTRAL, size, config.neutralSignal());
        }
        if (!(size > direction)) {
            return new Gate(SkipCode.L4_HOLD_ZONE, size, direction);
        }
        return stamped.hasActiveOrder() ? new Gate(SkipCode.L4_DUPLICATE, Double.NaN, Double.NaN) : null;
    }

    private SkipRecord skip(Weighted weighted, SignalAggregator sum, Gate gate) {
        Stamped stamped = weighted.signaled().observed().stamped();
        String detail = "aggregatedSignal=" + sum.aggregatedSignal() + " signalStrength=" + sum.signalStrength()
                + " used=" + sum.used() + " support=" + sum.totalWeight()
                + (Double.isNaN(gate.limit()) ? "" : " limit=" + gate.limit());
        return new SkipRecord(
                gate.code(),
                stamped.instrument(),
                stamped.evaluation(),
                stamped.feedTimeMs(),
                detail,
                gate.value(),
                gate.limit(),
                use.after(weighted.models()));
    }

    /** Kept signals the model uses: directed, and at or above its own confidence mask. */
    private static List<Contribution> contributions(Weighted weighted) {
        List<Signal> kept = weighted.signaled().kept();
        List<Contribution> contributions = new ArrayList<>(kept.size());
        for (Signal signal : kept) {
            if (!signal.isNeutral() && signal.confidence() >= SignalAggregator.MIN_CONFIDENCE) {
                contributions.add(new Contribution(
                        signal.strategy(),
                        signal.direction(),
                        signal.confidence(),
                        signal.rawConfidence(),
                        weighted.weights()[signal.strategy().column()]));
            }
        }
        return contributions;
    }

    private static SignalAggregator aggregate(List<Contribution> contributions) {
        double[] signal = new double[StrategyId.COUNT];
        double[] confidence = new double[StrategyId.COUNT];
        double[] weight = new double[StrategyId.COUNT];
        for (Contribution contribution : contributions) {
            int column = contribution.strategy().column();
            signal[column] = contribution.direction();
            confidence[column] = contribution.confidence();
            weight[column] = contribution.weight();
        }
        return SignalAggregator.of(signal, confidence, weight);
    }

    private static double agreement(List<Contribution> contributions, Side side, double total) {
        double agreeing = 0;
        for (Contribution contribution : contributions) {
            if (contribution.direction() == side.sign()) {
                agreeing += contribution.weight() * contribution.confidence();
            }
        }
        return Math.min(1, agreeing / total);
    }
}
