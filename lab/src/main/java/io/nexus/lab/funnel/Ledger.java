package io.nexus.lab.funnel;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.signal.StrategyId;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Everything counted in one study, over all instruments. */
final class Ledger {
    private final Map<Gate, OfGate> ofGate = new EnumMap<>(Gate.class);
    private final Map<StrategyId, OfStrategy> ofStrategy = new EnumMap<>(StrategyId.class);

    Ledger() {
        for (Gate gate : Gate.values()) {
            ofGate.put(gate, new OfGate());
        }
        for (StrategyId strategy : StrategyId.values()) {
            ofStrategy.put(strategy, new OfStrategy());
        }
    }

    /** Of one gate: evaluations that met it and that it stopped, what it read, what became of signals. */
    static final class OfGate {
        long met;
        long stopped;
        final Values values = new Values();
        final Outcomes rejected = new Outcomes();
        final Outcomes passed = new Outcomes();
    }

    /** Of one strategy: evaluations that asked it and at which it had a signal; its episodes at their first trigger. */
    static final class OfStrategy {
        long asked;
        long signaled;
        long fired;
        long kept;
        final Values confidences = new Values();
        final Outcomes keptOutcomes = new Outcomes();
        final Outcomes leftOutcomes = new Outcomes();
    }

    /** Numbers, not negative, of which the median is asked; four decimals count. */
    static final class Values {
        private static final double SCALE = 1e4;
        private final Histogram histogram = new Histogram(4);

        void add(double value) {
            histogram.recordValue(Math.round(Math.max(0, value) * SCALE));
        }

        /** NaN without any. */
        double median() {
            return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(50) / SCALE;
        }
    }

    OfGate of(Gate gate) {
        return requireNonNull(ofGate.get(gate));
    }

    OfStrategy of(StrategyId strategy) {
        return requireNonNull(ofStrategy.get(strategy));
    }

    /** Counts an evaluation. */
    void count(Passage passage) {
        for (Gate gate : Gate.values()) {
            OfGate counted = of(gate);
            counted.met++;
            Double value = passage.valueByGate().get(gate);
            if (value != null) {
                counted.values.add(value);
            }
            if (gate == passage.stoppedAt()) {
                counted.stopped++;
                return;
            }
        }
    }
}
