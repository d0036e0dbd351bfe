package io.nexus.udf.execution;

import io.nexus.domain.check.Check;
import java.io.Serializable;

/** Layer 7's numbers.
 *
 * @param pollMs between queries of an open order, milliseconds of feed time, 1 to 60,000
 * @param orderTimeoutMs after which what is open of an order is canceled, milliseconds of feed time, pollMs to 86,400,000
 * @param maxPollMs after that, each step that brings no news doubles the wait for the next, up to this, pollMs to 3,600,000
 * @param lostProofs answers "no such order" about one that the venue had accepted, after which its list of orders is asked for and
 *     the order is LOST, 1 to 100
 * @param untoldFillsMs for how long executions that the venue counts and does not report are waited for before they are estimated,
 *     milliseconds of feed time, 1 to 3,600,000
 * @param accountPollMs between account reports, milliseconds of feed time, 1 to 3,600,000
 * @param stepExpiryMs after which an unanswered step no longer holds back the next, milliseconds of feed time, 1 to
 *     3,600,000
 * @param receiveWindowMs how long the venue takes a request after it was signed, milliseconds of wall time, 1 to 60,000
 * @param clockSkewMs largest difference between the clocks of gateway, job and venue, milliseconds, 0 to 60,000
 * @param stepTimeoutMs longest a step may take, milliseconds of wall time, pollMs to 60,000
 * @param unansweredMs how long an unanswered placement may still arrive after the job started, wall time,
 *     receiveWindowMs to 3,600,000
 * @param maxEntryAgeMs oldest trigger an entry is still sent for, milliseconds of wall time, 1 to 3,600,000
 * @param maxEntriesInFlight placements of entries at once, 1 to 10,000
 * @param maxQueriesInFlight queries at once, 1 to 10,000; closes and cancels are never held back
 * @param exchangeTimeoutMs after which an exchange step is answered UNKNOWN, wall time, 100 ms and stepTimeoutMs to 60 s
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
        Check.inRange("pollMs", pollMs, 1, 60_000);
        Check.inRange("orderTimeoutMs", orderTimeoutMs, 1, 86_400_000);
        Check.inRange("maxPollMs", maxPollMs, 1, 3_600_000);
        Check.inRange("lostProofs", (long) lostProofs, 1, 100);
        Check.inRange("untoldFillsMs", untoldFillsMs, 1, 3_600_000);
        Check.inRange("accountPollMs", accountPollMs, 1, 3_600_000);
        Check.inRange("stepExpiryMs", stepExpiryMs, 1, 3_600_000);
        Check.inRange("receiveWindowMs", receiveWindowMs, 1, 60_000);
        Check.inRange("clockSkewMs", clockSkewMs, 0, 60_000);
        Check.inRange("stepTimeoutMs", stepTimeoutMs, 1, 60_000);
        Check.inRange("unansweredMs", unansweredMs, 0, 3_600_000);
        Check.inRange("maxEntryAgeMs", maxEntryAgeMs, 1, 3_600_000);
        Check.inRange("maxEntriesInFlight", maxEntriesInFlight, 1, 10_000);
        Check.inRange("maxQueriesInFlight", maxQueriesInFlight, 1, 10_000);
        Check.inRange("exchangeTimeoutMs", exchangeTimeoutMs, 100, 60_000);
        Check.inRange("exchangeCapacity", (long) exchangeCapacity, 1, 10_000);
        atLeast("stepTimeoutMs", stepTimeoutMs, "pollMs", pollMs);
        atLeast("orderTimeoutMs", orderTimeoutMs, "pollMs", pollMs);
        atLeast("maxPollMs", maxPollMs, "pollMs", pollMs);
        atLeast("exchangeTimeoutMs", exchangeTimeoutMs, "stepTimeoutMs", stepTimeoutMs);
        atLeast("unansweredMs", unansweredMs, "receiveWindowMs", receiveWindowMs);
    }

    private static void atLeast(String name, long value, String other, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + other + ' ' + least + ", was " + value);
        }
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
