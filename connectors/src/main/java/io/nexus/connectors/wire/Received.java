package io.nexus.connectors.wire;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.skip.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One record of the market topic after Layer 0's first part: an authentic event, or the refusal; exactly one is set. */
public record Received(@Nullable MarketEvent event, @Nullable DeadLetter refusal, int partition) {}
