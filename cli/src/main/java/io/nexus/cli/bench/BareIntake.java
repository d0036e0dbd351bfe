package io.nexus.cli.bench;

import io.nexus.domain.control.ControlRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Heads a bare chain: one state read and written, nothing else. */
final class BareIntake extends KeyedBroadcastProcessFunction<String, BareRecord, ControlRecord, BareRecord> {
    private static final long serialVersionUID = 1;

    private transient ValueState<Long> count;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    BareIntake() {}

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Long.class));
    }

    @Override
    public void processElement(BareRecord record, ReadOnlyContext context, Collector<BareRecord> out) throws Exception {
        Long known = count.value();
        count.update(known == null ? 1 : known + 1);
        out.collect(record);
    }

    @Override
    public void processBroadcastElement(ControlRecord message, Context context, Collector<BareRecord> out) {
        // a bare job obeys nothing
    }
}
