package io.nexus.udf.routing;

import io.nexus.domain.decision.Candidate;
import io.nexus.domain.skip.SkipRecord;
import org.jspecify.annotations.Nullable;

/** What Layer 5 makes of one evaluation: exactly one is set. */
public record RoutingOutcome(@Nullable Candidate candidate, @Nullable SkipRecord skip) {}
