package io.nexus.udf.risk;

import io.nexus.domain.decision.Decision;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.SkipRecord;
import org.jspecify.annotations.Nullable;

/** What became of a candidate: a skip, or an order with its decision, or neither if the order was admitted before a restart.
 *
 * @param intakeAtWallNs of the candidate
 * @param count the total that this raised */
record Verdict(
        @Nullable SkipRecord skip,
        @Nullable OrderIntent order,
        @Nullable Decision decision,
        long intakeAtWallNs,
        FunnelCount count) {}
