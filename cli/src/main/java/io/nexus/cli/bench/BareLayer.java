package io.nexus.cli.bench;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A layer that only counts in its state and passes on. */
final class BareLayer extends KeyedProcessFunction<String, BareRecord, BareRecord> {
    private static final long serialVersionUID = 1;

    private transient ValueState<Long> count;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    BareLayer() {}

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
    }

    @Override
    public void processElement(BareRecord record, Context context, Collector<BareRecord> out) throws Exception {
        Long known = count.value();
        count.update(known == null ? 1 : known + 1);
        out.collect(record);
    }
}
