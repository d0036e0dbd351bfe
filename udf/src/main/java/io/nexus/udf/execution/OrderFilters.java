package io.nexus.udf.execution;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderType;
import org.jspecify.annotations.Nullable;

/** The venue's filters, checked before an order leaves. */
final class OrderFilters {
    private OrderFilters() {}

    /** What the venue would refuse an entry for, with the values; null if it would take it. An exit is never denied: what is wrong
     * with one is the venue's to say, and a position that is not closed is worse than a request in vain. */
    static @Nullable String violation(OrderIntent intent, @Nullable Instrument instrument) {
        if (instrument == null) {
            return "unknown instrument " + intent.instrument();
        }
        if (intent.purpose().isExit()) {
            return null;
        }
        if (intent.lots() < instrument.minLots() || intent.lots() > instrument.maxLots()) {
            return "lots must be in [" + instrument.minLots() + ", " + instrument.maxLots() + "], was " + intent.lots();
        }
        if (intent.type() == OrderType.LIMIT && intent.limitTicks() <= 0) {
            return "limitTicks must be positive, was " + intent.limitTicks();
        }
        boolean isTooSmall =
                instrument.notional(intent.limitTicks(), intent.lots()).compareTo(instrument.minNotional()) < 0;
        return isTooSmall
                ? "notional must be at least " + instrument.minNotional() + ", was "
                        + instrument.notional(intent.limitTicks(), intent.lots())
                : null;
    }
}
