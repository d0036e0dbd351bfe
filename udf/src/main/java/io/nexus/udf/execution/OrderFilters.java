package io.nexus.udf.execution;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderType;
import org.jspecify.annotations.Nullable;

/** The venue's filters, checked before an order leaves. */
final class OrderFilters {
    private OrderFilters() {}

    /** What the venue would refuse the order for, with the values; null if it would take it. The least notional does not
     * hold for reduce-only orders. */
    static @Nullable String violation(OrderIntent intent, @Nullable Instrument instrument) {
        if (instrument == null) {
            return "unknown instrument " + intent.instrument();
        }
        if (intent.lots() < instrument.minLots() || intent.lots() > instrument.maxLots()) {
            return "lots must be in [" + instrument.minLots() + ", " + instrument.maxLots() + "], was " + intent.lots();
        }
        if (intent.type() == OrderType.LIMIT && intent.limitTicks() <= 0) {
            return "limitTicks must be positive, was " + intent.limitTicks();
        }
        boolean isTooSmall = !intent.isReduceOnly()
                && instrument.notional(intent.limitTicks(), intent.lots()).compareTo(instrument.minNotional()) < 0;
        return isTooSmall
                ? "notional must be at least " + instrument.minNotional() + ", was "
                        + instrument.notional(intent.limitTicks(), intent.lots())
                : null;
    }
}
