package io.nexus.lab.funnel;

import static java.util.Objects.requireNonNull;

import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.label.LabellerCore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One instrument's signals on their way through the gates. Each episode counts once per gate: with the verdict of the gate when it
 * first met it, and followed from then. Not thread-safe. */
final class InstrumentFunnel {
    private final Ledger ledger;
    private final double minConfidence;
    private final Follower kept;
    private final Follower left;
    private final Map<Gate, Follower> rejectedAt = new EnumMap<>(Gate.class);
    private final Map<Gate, Follower> passedAt = new EnumMap<>(Gate.class);
    private final List<Follower> followers = new ArrayList<>();
    /** Gates that the newest episode of a strategy has met; none for episodes from before the study. */
    private final Map<StrategyId, Set<Gate>> metByStrategy = new EnumMap<>(StrategyId.class);

    InstrumentFunnel(Ledger ledger, LabellerCore core, double minConfidence) {
        this.ledger = ledger;
        this.minConfidence = minConfidence;
        kept = added(new Follower(core, strategy -> ledger.of(strategy).keptOutcomes));
        left = added(new Follower(core, strategy -> ledger.of(strategy).leftOutcomes));
        for (Gate gate : Gate.values()) {
            rejectedAt.put(gate, added(new Follower(core, strategy -> ledger.of(gate).rejected)));
            passedAt.put(gate, added(new Follower(core, strategy -> ledger.of(gate).passed)));
        }
    }

    private Follower added(Follower follower) {
        followers.add(follower);
        return follower;
    }

    /** New episodes, whatever the gates are about to say. */
    void begin(List<Signal> fires) {
        for (Signal fire : fires) {
            metByStrategy.put(fire.strategy(), EnumSet.noneOf(Gate.class));
            boolean isKept = fire.confidence() >= minConfidence;
            Ledger.OfStrategy of = ledger.of(fire.strategy());
            of.fired++;
            of.kept += isKept ? 1 : 0;
            of.confidences.add(fire.confidence());
            (isKept ? kept : left).begin(fire);
        }
    }

    /** An evaluation, with all signals as they stand, be they asked for or not. */
    void meet(Passage passage, Signaled signaled, List<Signal> signals) {
        ledger.count(passage);
        for (Signal signal : signaled.signals()) {
            Ledger.OfStrategy of = ledger.of(signal.strategy());
            of.asked++;
            of.signaled += signal.isNeutral() ? 0 : 1;
        }
        for (Signal signal : signals) {
            if (!signal.isNeutral()) {
                meet(passage, signal, passage.end(signal, signaled.kept()));
            }
        }
    }

    private void meet(Passage passage, Signal signal, @Nullable Gate end) {
        Set<Gate> met = metByStrategy.get(signal.strategy());
        if (met == null) {
            return;
        }
        for (Gate gate : Gate.values()) {
            if (!passage.concerns(signal, gate)) {
                return;
            }
            boolean isStopped = gate == end;
            if (met.add(gate)) {
                requireNonNull((isStopped ? rejectedAt : passedAt).get(gate)).begin(signal);
            }
            if (isStopped) {
                return;
            }
        }
    }

    /** The event that all of the above came from. */
    void take(Signaled signaled) {
        for (Follower follower : followers) {
            follower.take(signaled);
        }
    }

    void end() {
        followers.forEach(Follower::end);
    }
}
