package io.nexus.udf.execution;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Layer 7's numbers.
 *
 * @param pollMs between queries of an open order, milliseconds of feed time, positive
 * @param orderTimeoutMs after which what is open of an order is canceled, milliseconds of feed time, positive
 * @param maxPollMs after that, each step that brings no news doubles the wait for the next, up to this, at least {@code pollMs}
 * @param lostProofs answers "no such order" about one that the venue had accepted, after which its list of orders is asked for and
 *     the order is LOST, 1 or more
 * @param untoldFillsMs for how long executions that the venue counts and does not report are waited for before they are estimated,
 *     milliseconds of feed time, positive
 * @param accountPollMs between account reports, milliseconds of feed time, positive
 * @param stepExpiryMs after which an unanswered step no longer holds back the next, milliseconds of feed time, positive
 * @param receiveWindowMs how long the venue takes a request after it was signed, milliseconds of wall time, positive
 * @param clockSkewMs largest difference between the clocks of gateway, job and venue, milliseconds, 0 or more
 * @param stepTimeoutMs longest a step may take, milliseconds of wall time, positive
 * @param unansweredMs how long an unanswered placement may still arrive after the job started, milliseconds of wall time
 * @param maxEntryAgeMs oldest trigger an entry is still sent for, milliseconds of wall time, positive
 * @param maxEntriesInFlight placements of entries at once, 1 or more
 * @param maxQueriesInFlight queries at once, 1 or more; closes and cancels are never held back
 * @param exchangeTimeoutMs after which an exchange step is answered UNKNOWN, wall time, 100 ms to 60 s
 * @param exchangeCapacity exchange steps in flight per lane, 1 to 10,000 */
public record ExecutionConfig(
        long pollMs,
        long orderTimeoutMs,
        long maxPollMs,
        int lostProofs,
        long untoldFillsMs,
        long accountPollMs,
        long stepExpiryMs,
        long receiveWindowMs,
        long clockSkewMs,
        long stepTimeoutMs,
        long unansweredMs,
        long maxEntryAgeMs,
        int maxEntriesInFlight,
        int maxQueriesInFlight,
        long exchangeTimeoutMs,
        int exchangeCapacity)
        implements Serializable {
    public ExecutionConfig {
        Check.positive("pollMs", pollMs);
        Check.positive("orderTimeoutMs", orderTimeoutMs);
        if (maxPollMs < pollMs) {
            throw new IllegalArgumentException("maxPollMs must be at least pollMs " + pollMs + ", was " + maxPollMs);
        }
        Check.positive("lostProofs", lostProofs);
        Check.positive("untoldFillsMs", untoldFillsMs);
        Check.positive("accountPollMs", accountPollMs);
        Check.positive("stepExpiryMs", stepExpiryMs);
        Check.positive("receiveWindowMs", receiveWindowMs);
        Check.notNegative("clockSkewMs", clockSkewMs);
        Check.positive("stepTimeoutMs", stepTimeoutMs);
        Check.notNegative("unansweredMs", unansweredMs);
        Check.positive("maxEntryAgeMs", maxEntryAgeMs);
        Check.positive("maxEntriesInFlight", maxEntriesInFlight);
        Check.positive("maxQueriesInFlight", maxQueriesInFlight);
        Check.inRange("exchangeTimeoutMs", exchangeTimeoutMs, 100, 60_000);
        Check.inRange("exchangeCapacity", (long) exchangeCapacity, 1, 10_000);
    }

    public static ExecutionConfig defaults() {
        return new ExecutionConfig(
                500, 30_000, 30_000, 3, 5_000, 5_000, 30_000, 2_000, 1_000, 3_000, 60_000, 30_000, 16, 32, 5_000, 100);
    }

    /** Wall time after a placement was last possibly sent until "not there" means that it never arrived. */
    long settleMs() {
        return receiveWindowMs + clockSkewMs + stepTimeoutMs;
    }
}
