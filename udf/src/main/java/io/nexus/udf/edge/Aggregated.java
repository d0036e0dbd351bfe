package io.nexus.udf.edge;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import java.util.List;

/** What leaves Layer 4 at an evaluation that goes on. Passed by reference inside the chain.
 *
 * @param aggregatedSignal -1 to 1
 * @param signalStrength mean confidence of the used signals, 0 to 1
 * @param agreement share of weight times confidence on the winning side, 0 to 1
 * @param contributions the used signals, either side */
public record Aggregated(
        Weighted weighted,
        double aggregatedSignal,
        double signalStrength,
        double agreement,
        Side side,
        List<Contribution> contributions) {}
