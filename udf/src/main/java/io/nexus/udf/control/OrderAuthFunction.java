package io.nexus.udf.control;

import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderRecord;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.RefusalTally;
import io.nexus.domain.skip.RejectReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Splits what the order topic brought: events go on, refusals are counted, logged and leave by the side. */
public final class OrderAuthFunction extends ProcessFunction<OrderRecord, OrderEvent> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(OrderAuthFunction.class);

    public static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("order-dead-letters") {};

    private transient Map<RejectReason, Counter> refusals;
    private transient RefusalTally tally;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    public OrderAuthFunction() {}

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("layer", "orders");
        tally = new RefusalTally();
        refusals = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            refusals.put(reason, metrics.counter("refused_" + reason));
        }
    }

    @Override
    public void processElement(OrderRecord record, Context context, Collector<OrderEvent> out) {
        if (record.event() != null) {
            out.collect(record.event());
            return;
        }
        DeadLetter refusal = record.refusal();
        if (refusal != null) {
            Objects.requireNonNull(refusals.get(refusal.reason())).inc();
            long count = tally.add(refusal);
            if (count > 0) {
                LOG.error("orders: {} number {}: {}", refusal.reason(), count, refusal.detail());
            }
            context.output(DEAD_LETTERS, refusal);
        }
    }
}
