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
        long intakeAtWallNs) {
    /** An order that Layer 6 admitted. */
    public static TrackerInput admitted(OrderIntent intent, long intakeAtWallNs) {
        return new TrackerInput(intent.account(), intent.createdAtMs(), intent, null, 0, intakeAtWallNs);
    }

    /** What was reported of an order. */
    public static TrackerInput reported(String account, long feedTimeMs, OrderEvent order) {
        return new TrackerInput(account, feedTimeMs, null, order, 0, 0);
    }

    /** The account's clock.
     *
     * @param reconcileSinceMs as of {@link #reconcileSinceMs} */
    public static TrackerInput tick(String account, long feedTimeMs, long reconcileSinceMs) {
        return new TrackerInput(account, feedTimeMs, null, null, reconcileSinceMs, 0);
    }
}
