package io.nexus.domain.order;

import org.jspecify.annotations.Nullable;

/** A short step for Layer 7's async function; it is checkpointed while in flight and run again after a restore.
 *
 * @param intent null on ACCOUNT and RECONCILE
 * @param isQueryFirst ask for the id before placing: the step may have been run before
 * @param sinceMs ACCOUNT and RECONCILE: venue time from which to tell
 * @param attempt from 1
 * @param feedTimeMs when the tracker made it
 * @param intakeAtWallNs of the candidate behind an entry at its first sending, for latency only; 0 otherwise */
public record ExchangeStep(
        StepKind kind,
        String account,
        @Nullable OrderIntent intent,
        boolean isQueryFirst,
        long sinceMs,
        int attempt,
        long feedTimeMs,
        long intakeAtWallNs) {}
