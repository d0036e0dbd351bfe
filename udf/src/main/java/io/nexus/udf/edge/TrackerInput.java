package io.nexus.udf.edge;

import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import org.jspecify.annotations.Nullable;

/** What Layer 6 hands to Layer 7's tracker in the same chain: an admitted order, an order event passing by, a request to
 * reconcile, or (nothing set) the account's clock.
 *
 * @param reconcileSinceMs venue time from which to reconcile; 0 = no request
 * @param intakeAtWallNs of the candidate behind an entry; 0 otherwise */
public record TrackerInput(
        String account,
        long feedTimeMs,
        @Nullable OrderIntent admitted,
        @Nullable OrderEvent order,
        long reconcileSinceMs,
        long intakeAtWallNs) {}
