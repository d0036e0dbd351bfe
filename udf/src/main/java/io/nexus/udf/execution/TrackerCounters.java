package io.nexus.udf.execution;

import io.nexus.domain.order.StepKind;
import io.nexus.domain.skip.SkipCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the tracker counts, since its attempt of the job began. */
final class TrackerCounters {
    private final Map<StepKind, Counter> steps = new EnumMap<>(StepKind.class);
    /** Entries that ended without an execution. */
    final Counter aborted;

    /** Entries that Layer 7 denied. */
    final Counter refused;

    /** Order events that it can't follow; Layer 6 makes dead letters of such events. */
    final Counter refusedEvents;

    final Counter lostOrders;
    final Counter estimatedFills;
    /** Reports of executions that come with a remark of the client. */
    final Counter oddFills;

    TrackerCounters(MetricGroup metrics) {
        for (StepKind kind : StepKind.values()) {
            steps.put(kind, metrics.counter("steps." + kind));
        }
        aborted = metrics.counter("entries.aborted");
        refused = metrics.counter(SkipCode.L7_DENIED.code());
        refusedEvents = metrics.counter("orders.refused");
        lostOrders = metrics.counter(TrackerFunction.LOST_ORDERS);
        estimatedFills = metrics.counter(TrackerFunction.ESTIMATED_FILLS);
        oddFills = metrics.counter("orders.remarked-fills");
    }

    void sent(StepKind kind) {
        Objects.requireNonNull(steps.get(kind)).inc();
    }
}
