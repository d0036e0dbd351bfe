package io.nexus.connectors.history;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Order events as rows of {@code orders}. */
final class OrderRows implements RowBinder<OrderEvent> {
    private final InstrumentCatalog instruments;

    OrderRows(InstrumentCatalog instruments) {
        this.instruments = instruments;
    }

    /** Whether an event tells of an order; only such events have a row. */
    static boolean isOrder(OrderEvent event) {
        return event.intent() != null;
    }

    /** Binds an event.
     *
     * @throws IllegalArgumentException if it tells of no order, or of an instrument that is not in the catalogue */
    @Override
    public void accept(PreparedStatement statement, OrderEvent event) throws SQLException {
        OrderIntent intent = event.intent();
        if (intent == null) {
            throw new IllegalArgumentException(event.kind() + " event of " + event.account() + " tells of no order");
        }
        Instrument instrument = instruments.get(intent.instrument());
        Row row = new Row(statement);
        bindIntent(row, intent, instrument);
        bindPlan(row, intent.plan(), instrument);
        bindReport(row, event, intent, instrument);
    }

    /** Merge order of a status in which an execution outranks a refusal. */
    static int rank(OrderStatus status) {
        return 2 * status.rank() + (status == OrderStatus.FILLED ? 1 : 0);
    }

    private static void bindIntent(Row row, OrderIntent intent, Instrument instrument) throws SQLException {
        boolean isLimit = intent.type() == OrderType.LIMIT;
        row.text(intent.account())
                .text(intent.clientOrderId())
                .text(intent.instrument())
                .text(intent.positionId())
                .text(intent.purpose())
                .text(intent.side())
                .text(intent.type())
                .text(intent.timeInForce())
                .whole(intent.lots())
                .money(instrument.quantity(intent.lots()))
                .money(isLimit ? instrument.price(intent.limitTicks()) : null)
                .flag(intent.isReduceOnly())
                .text(intent.exitReason())
                .whole(intent.evaluation())
                .whole(intent.createdAtMs())
                .whole(intent.triggeredAtMs());
    }

    private static void bindPlan(Row row, @Nullable EntryPlan plan, Instrument instrument) throws SQLException {
        row.money(plan == null ? null : instrument.price(plan.stopTicks()))
                .money(plan == null ? null : instrument.price(plan.takeProfitTicks()))
                .real(plan == null ? Double.NaN : plan.confidence())
                .real(plan == null ? Double.NaN : plan.expectedValueBps())
                .real(plan == null ? Double.NaN : plan.riskScore())
                .real(plan == null ? Double.NaN : plan.mqScore())
                .money(plan == null ? null : plan.riskAtStop())
                .text(plan == null ? null : plan.models());
    }

    private static void bindReport(Row row, OrderEvent event, OrderIntent intent, Instrument instrument)
            throws SQLException {
        OrderState state = new OrderState(intent);
        OrderReport report = event.report();
        if (report != null) {
            state.merge(report, event.feedTimeMs());
        }
        row.text(state.status)
                .whole(rank(state.status))
                .text(state.venueOrderId)
                .whole(state.filledLots)
                .whole(state.knownFillLots())
                .real(instrument.priceValue(state.averagePriceTicks()))
                .money(state.fees())
                .real(state.slippageBps())
                .text(state.error)
                .whole(state.updatedAtMs);
    }
}
