package io.nexus.udf.meta;

import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.Weighted;
import org.jspecify.annotations.Nullable;

/** What Layer 3 makes of one evaluation: exactly one of weighted and skip is set.
 *
 * @param inputs of model 3, whoever answers for it
 * @param score the anomaly score, 0 to 1 */
public record MetaOutcome(@Nullable Weighted weighted, @Nullable SkipRecord skip, double[] inputs, double score) {}
