package io.nexus.udf.edge;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;

/** What the market source emits: an authentic event, or the refusal of a message; exactly one is set.
 *
 * @param partition of the feed it came from; heartbeats of partition 0 are the accounts' clock
 * @param receivedAtWallNs wall clock in nanoseconds since the epoch when the record was read, for latency only */
public record FeedRecord(
        @Nullable MarketEvent event, @Nullable DeadLetter refusal, int partition, long receivedAtWallNs) {}
