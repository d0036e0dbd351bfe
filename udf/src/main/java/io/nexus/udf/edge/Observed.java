package io.nexus.udf.edge;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.market.MarketContext;
import org.jspecify.annotations.Nullable;

/** What leaves Layer 1, for every stamped record. Passed by reference inside the chain.
 *
 * @param context the market after this event; only Layer 1 changes it
 * @param hasTouch whether bid and ask are known now
 * @param bidTicks best bid if there is a touch, else undefined
 * @param facts at evaluations whose features could be computed, else null
 * @param assessment at evaluations whose features could be computed, passing the gates or not
 * @param gate the gate at which the evaluation ended, null if it goes on (or is none) */
public record Observed(
        Stamped stamped,
        MarketContext context,
        boolean hasTouch,
        long bidTicks,
        long askTicks,
        @Nullable MarketFacts facts,
        @Nullable Assessment assessment,
        @Nullable SkipCode gate) {

    /** Whether Layers 2 to 5 are asked for a decision. */
    public boolean isEvaluation() {
        return stamped.isEvaluation() && assessment != null && gate == null;
    }
}
