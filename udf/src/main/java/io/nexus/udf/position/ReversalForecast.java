package io.nexus.udf.position;

import io.nexus.udf.edge.Observed;
import java.io.Serializable;

/** Probability that a position turns against us by its risk before it gains as much. */
@FunctionalInterface
public interface ReversalForecast extends Serializable {
    /** What serves without a model: it never closes anything. */
    ReversalForecast NO_OPINION = (observed, position) -> Double.NaN;

    /** Probability from 0 to 1, NaN = no opinion. Asked at evaluations only; must not change what it is given. */
    double probability(Observed observed, OpenPosition position);
}
