package io.nexus.domain.market;

import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One message of the market topic after the first part of Layer 0: an authentic event, or the refusal; exactly one is set.
 *
 * @param partition it was read from
 * @param receivedAtWallNs wall clock in nanoseconds since the epoch when it was read, for latency only */
public record FeedRecord(
        @Nullable MarketEvent event, @Nullable DeadLetter refusal, int partition, long receivedAtWallNs) {
    /** An authentic event. */
    public static FeedRecord authentic(MarketEvent event, int partition, long receivedAtWallNs) {
        return new FeedRecord(event, null, partition, receivedAtWallNs);
    }

    /** A message that is refused. */
    public static FeedRecord refused(DeadLetter refusal, int partition, long receivedAtWallNs) {
        return new FeedRecord(null, refusal, partition, receivedAtWallNs);
    }
}
