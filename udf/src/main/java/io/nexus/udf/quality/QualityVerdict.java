package io.nexus.udf.quality;

import io.nexus.domain.quality.Assessment;
import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.MarketFacts;
import org.jspecify.annotations.Nullable;

/** What an evaluation came to in Layer 1.
 *
 * @param facts and assessed: null if the features could not be computed
 * @param skip the gate that closed, null if the evaluation goes on */
public record QualityVerdict(@Nullable MarketFacts facts, @Nullable Assessed assessed, @Nullable SkipRecord skip) {
    static final QualityVerdict NONE = new QualityVerdict(null, null, null);

    /** What later layers read of the assessment. */
    public @Nullable Assessment assessment() {
        return assessed == null ? null : assessed.assessment();
    }
}
