package io.nexus.udf.execution;

import io.nexus.domain.order.StepKind;
import io.nexus.domain.skip.SkipCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What the tracker counts, since its attempt of the job began. */
final class TrackerCounters {
    private final Map<StepKind, Runnable> steps = new EnumMap<>(StepKind.class);
    /** Entries that ended without an execution. */
    final Runnable aborted;

    /** Entries that Layer 7 denied. */
    final Runnable refused;

    /** Order events that it can't follow; Layer 6 makes dead letters of such events. */
    final Runnable refusedEvents;

    final Runnable lostOrders;
    final Runnable estimatedFills;
    /** Reports of executions that come with a remark of the client. */
    final Runnable oddFills;

    /** @param counters makes a counter of a name; it is run to count one */
    TrackerCounters(Function<String, Runnable> counters) {
        for (StepKind kind : StepKind.values()) {
            steps.put(kind, counters.apply("steps." + kind));
        }
        aborted = counters.apply("entries.aborted");
        refused = counters.apply(SkipCode.L7_DENIED.code());
        refusedEvents = counters.apply("orders.refused");
        lostOrders = counters.apply(TrackerFunction.LOST_ORDERS);
        estimatedFills = counters.apply(TrackerFunction.ESTIMATED_FILLS);
        oddFills = counters.apply("orders.remarked-fills");
    }

    void sent(StepKind kind) {
        Objects.requireNonNull(steps.get(kind)).run();
    }
}
