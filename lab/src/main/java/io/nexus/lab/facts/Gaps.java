package io.nexus.lab.facts;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.Side;
import org.jspecify.annotations.Nullable;

/** When messages and aggressive orders come, and the orders' signs. Prints of one exchange time and side are one order. Not
 * thread-safe. */
final class Gaps {
    final Samples messageGapsMs = new Samples();
    final Samples orderGapsMs = new Samples();
    final Samples orderSigns = new Samples();
    private @Nullable MarketEvent lastMessage;
    private @Nullable MarketEvent lastPrint;

    void take(MarketEvent event) {
        if (lastMessage != null) {
            messageGapsMs.add((double) (event.feedTimeMs() - lastMessage.feedTimeMs()));
        }
        lastMessage = event;
        if (event.trade() != null) {
            print(event, event.trade().aggressor());
        }
    }

    private void print(MarketEvent event, Side aggressor) {
        MarketEvent before = lastPrint;
        lastPrint = event;
        if (before == null || before.trade() == null) {
            orderSigns.add(aggressor.sign());
            return;
        }
        boolean isSameOrder = before.exchangeTimeMs() == event.exchangeTimeMs()
                && before.trade().aggressor() == aggressor;
        if (!isSameOrder) {
            orderSigns.add(aggressor.sign());
            orderGapsMs.add((double) (event.feedTimeMs() - before.feedTimeMs()));
        }
    }
}
