package io.nexus.udf.edge;

import io.nexus.domain.signal.Signal;
import java.util.List;

/** What leaves Layer 2, for every market event. Passed by reference inside the chain.
 *
 * @param fires signals whose episode began with this event, of any confidence; mostly empty
 * @param signals all twenty in column order at an evaluation that goes on, else empty
 * @param kept those of {@code signals} that pass the confidence filter */
public record Signaled(Observed observed, List<Signal> fires, List<Signal> signals, List<Signal> kept) {

    /** Whether Layers 3 to 5 are asked for a decision. */
    public boolean isEvaluation() {
        return !kept.isEmpty();
    }
}
