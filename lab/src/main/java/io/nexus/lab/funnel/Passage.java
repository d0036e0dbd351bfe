package io.nexus.lab.funnel;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.skip.Layer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far one evaluation came.
 *
 * @param stoppedAt null if it passed all gates
 * @param valueByGate what the gates that it met read, where they read a number
 * @param side of the aggregate; null if the evaluation ended before it had one */
record Passage(@Nullable Gate stoppedAt, Map<Gate, Double> valueByGate, @Nullable Side side) {

    /** The gate at which one signal of this evaluation ends: its own confidence may be too low while another's is not; null if it
     * passes all that it meets. */
    @Nullable
    Gate end(Signal signal, List<Signal> kept) {
        boolean isStoppedBefore = stoppedAt != null && stoppedAt.compareTo(Gate.LOW_CONFIDENCE) < 0;
        return isStoppedBefore || kept.contains(signal) ? stoppedAt : Gate.LOW_CONFIDENCE;
    }

    /** Whether a signal takes part at a gate: behind Layer 4 only those of the aggregate's side do. */
    boolean concerns(Signal signal, Gate gate) {
        return gate.layer() != Layer.L5 || side == signal.side();
    }
}
