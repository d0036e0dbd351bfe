package io.nexus.udf.aggregation;

import io.nexus.domain.skip.SkipRecord;
import io.nexus.udf.edge.Aggregated;
import org.jspecify.annotations.Nullable;

/** What Layer 4 makes of one evaluation: exactly one is set. */
public record AggregationOutcome(@Nullable Aggregated aggregated, @Nullable SkipRecord skip) {}
