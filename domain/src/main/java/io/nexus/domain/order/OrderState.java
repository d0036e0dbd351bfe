package io.nexus.domain.order;

import io.nexus.domain.market.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One order's merged life: status by rank, cumulative quantity by maximum, executions by trade id. Merging is
 * idempotent and does not depend on the order of events. A mutable state class; fields are public for the serializer. */
public final class OrderState {
    public OrderIntent intent;
    public OrderStatus status = OrderStatus.PENDING;
    public @Nullable String venueOrderId;
    public long filledLots;
    public List<Fill> fills = new ArrayList<>();
    public @Nullable String error;
    public long updatedAtMs;

    /** For the serializer, which sets every field. */
    @SuppressWarnings("NullAway.Init")
    public OrderState() {}

    public OrderState(OrderIntent intent) {
        this.intent = intent;
        this.updatedAtMs = intent.createdAtMs();
    }

    /** Merges a report of this order and returns the executions to book: those it did not know yet, by trade id. Once the venue has
     * reported all executions that an estimate stood in for, the estimate is taken back: its reverse, which has the other side
     * and a negative trade id, comes before them.
     *
     * @throws IllegalArgumentException if the report is of another order */
    public List<Fill> merge(OrderReport report, long feedTimeMs) {
        if (!report.clientOrderId().equals(intent.clientOrderId())) {
            throw new IllegalArgumentException(
                    "report of " + report.clientOrderId() + " given to " + intent.clientOrderId());
        }
        updatedAtMs = Math.max(updatedAtMs, feedTimeMs);
        if (report.venueOrderId() != null) {
            venueOrderId = report.venueOrderId();
        }
        if (report.error() != null && report.status().rank() >= status.rank()) {
            error = report.error();
        }
        filledLots = Math.max(filledLots, report.filledLots());
        if (outranks(report.status())) {
            status = report.status();
        }
        return addNew(report.fills());
    }

    /** Sum of the known executions in lots; below {@link #filledLots} while some are still to be told. */
    public long knownFillLots() {
        return lots(fills);
    }

    /** Whether the order is terminal and every execution of it is known. */
    public boolean isSettled() {
        return status.isTerminal() && knownFillLots() >= filledLots;
    }

    /** Value-weighted mean execution price in ticks; NaN without executions. A feature, not money. */
    public double averagePriceTicks() {
        double value = 0;
        long lots = 0;
        for (Fill fill : fills) {
            value += (double) fill.priceTicks() * fill.lots();
            lots += fill.lots();
        }
        return lots == 0 ? Double.NaN : value / lots;
    }

    /** Slippage against the mid at decision, positive = cost; NaN without executions, or for an order that only the venue
     * remembers, which has no mid. */
    public double slippageBps() {
        double mid = intent.doubledMidTicks() / 2.0;
        int sign = intent.side() == Side.BUY ? 1 : -1;
        return mid > 0 ? sign * (averagePriceTicks() - mid) / mid * 10_000 : Double.NaN;
    }

    public BigDecimal fees() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Fill fill : fills) {
            sum = sum.add(fill.fee());
        }
        return sum;
    }

    private boolean outranks(OrderStatus reported) {
        if (reported.rank() != status.rank()) {
            return reported.rank() > status.rank();
        }
        // two terminal words on one order: an execution is a fact, a refusal an opinion
        return status.isTerminal() && reported == OrderStatus.FILLED;
    }

    private List<Fill> addNew(List<Fill> reported) {
        List<Fill> added = new ArrayList<>();
        List<Fill> real = new ArrayList<>();
        for (Fill fill : reported) {
            if (!fill.isEstimate() && isNew(fill, real)) {
                real.add(fill);
            }
        }
        boolean isEstimated = fills.stream().anyMatch(Fill::isEstimate);
        if (isEstimated && !real.isEmpty()) {
            if (lots(real) + realLots() < filledLots) {
                return added; // the estimate stands until it can be replaced as a whole
            }
            fills.stream().filter(Fill::isEstimate).map(Fill::reversed).forEach(added::add);
            fills.removeIf(Fill::isEstimate);
        }
        fills.addAll(real);
        added.addAll(real);
        for (Fill fill : reported) {
            if (fill.isEstimate() && isNew(fill, fills) && knownFillLots() + fill.lots() <= filledLots) {
                fills.add(fill);
                added.add(fill);
            }
        }
        return added;
    }

    private boolean isNew(Fill fill, List<Fill> others) {
        return isUnknown(fill, fills) && isUnknown(fill, others);
    }

    private static boolean isUnknown(Fill fill, List<Fill> known) {
        return known.stream().noneMatch(other -> other.tradeId() == fill.tradeId());
    }

    private long realLots() {
        return lots(fills.stream().filter(fill -> !fill.isEstimate()).toList());
    }

    private static long lots(List<Fill> fills) {
        return fills.stream().mapToLong(Fill::lots).sum();
    }
}
