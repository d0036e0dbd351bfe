package io.nexus.udf.edge;

import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.skip.SkipCode;
import org.jspecify.annotations.Nullable;

/** What leaves intake, per instrument: a record joined with control. Passed by reference inside the chain.
 *
 * @param market on MARKET
 * @param order on ORDER
 * @param evaluation this event's evaluation sequence, from 1; 0 if it triggers none
 * @param blocked if the evaluation already ended at Layer 0 (stale data): Layer 1 updates its state and counts nothing
 * @param hasActiveOrder whether an order or position of this instrument is active
 * @param feedTimeMs newest feed time seen by the instrument; on CLOCK that of the newest heartbeat of any partition
 * @param intakeAtWallNs wall clock in nanoseconds since the epoch when the record was read, for latency only */
public record Stamped(
        StampedKind kind,
        String instrument,
        @Nullable MarketEvent market,
        @Nullable OrderEvent order,
        long evaluation,
        @Nullable SkipCode blocked,
        boolean hasActiveOrder,
        ControlView control,
        long feedTimeMs,
        long intakeAtWallNs) {

    /** A market event.
     *
     * @param evaluation 0 if it triggers none
     * @param blocked null unless the evaluation already ended */
    public static Stamped of(
            MarketEvent event,
            long evaluation,
            @Nullable SkipCode blocked,
            boolean hasActiveOrder,
            ControlView control,
            long feedTimeMs,
            long intakeAtWallNs) {
        return new Stamped(
                StampedKind.MARKET,
                event.instrument(),
                event,
                null,
                evaluation,
                blocked,
                hasActiveOrder,
                control,
                feedTimeMs,
                intakeAtWallNs);
    }

    /** A market event as studies have it: without orders, under control that does not change. */
    public static Stamped of(MarketEvent event, long evaluation, ControlView control, long feedTimeMs) {
        return of(event, evaluation, null, false, control, feedTimeMs, 0);
    }

    /** An order event. */
    public static Stamped of(
            OrderEvent order, boolean hasActiveOrder, ControlView control, long feedTimeMs, long intakeAtWallNs) {
        return new Stamped(
                StampedKind.ORDER,
                order.instrument(),
                null,
                order,
                0,
                null,
                hasActiveOrder,
                control,
                feedTimeMs,
                intakeAtWallNs);
    }

    /** A new trading state of the account, told to an instrument. */
    public static Stamped ofTradingState(
            String instrument, boolean hasActiveOrder, ControlView control, long feedTimeMs) {
        return new Stamped(
                StampedKind.TRADING_STATE, instrument, null, null, 0, null, hasActiveOrder, control, feedTimeMs, 0);
    }

    /** The feed's clock, for an instrument with an active order or position.
     *
     * @param clockMs feed time of the newest heartbeat of any partition */
    public static Stamped ofClock(String instrument, ControlView control, long clockMs) {
        return new Stamped(StampedKind.CLOCK, instrument, null, null, 0, null, true, control, clockMs, 0);
    }

    /** Whether Layers 1 to 5 are asked for a decision. */
    public boolean isEvaluation() {
        return evaluation > 0 && blocked == null;
    }
}
