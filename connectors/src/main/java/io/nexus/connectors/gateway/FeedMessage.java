package io.nexus.connectors.gateway;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One message of a source: an event, or why it could not be read. Both are set where a part of an event was left out, and where a
 * change of the book could not be read: the event is then the gap it leaves.
 *
 * @param raw the message as received, where the source keeps it for recording; empty if it came with the message before */
public record FeedMessage(@Nullable MarketEvent event, @Nullable DeadLetter refusal, byte @Nullable [] raw) {

    /** A message without raw text. */
    public static FeedMessage of(MarketEvent event) {
        return new FeedMessage(event, null, null);
    }

    /** When the gateway received it. */
    public long feedTimeMs() {
        if (event != null) {
            return event.feedTimeMs();
        }
        return refusal == null ? Long.MIN_VALUE : refusal.feedTimeMs();
    }
}
