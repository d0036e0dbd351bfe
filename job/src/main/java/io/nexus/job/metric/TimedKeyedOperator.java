package io.nexus.job.metric;

import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs a keyed function as Flink does, and measures its own time. */
final class TimedKeyedOperator<K, I, O> extends KeyedProcessOperator<K, I, O> {
    private static final long serialVersionUID = 1;

    private final String layer;
    private transient OwnTime own;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    TimedKeyedOperator(String layer, KeyedProcessFunction<K, I, O> function) {
        super(function);
        this.layer = layer;
    }

    @Override
    public void open() throws Exception {
        own = LayerTime.register(layer, getMetricGroup());
        output = new OutsideOutput<>(output, own);
        super.open();
    }

    @Override
    public void processElement(StreamRecord<I> element) throws Exception {
        own.begin();
        super.processElement(element);
        own.end();
    }

    @Override
    public void onEventTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
        own.begin();
        super.onEventTime(timer);
        own.end();
    }

    @Override
    public void onProcessingTime(InternalTimer<K, VoidNamespace> timer) throws Exception {
        own.begin();
        super.onProcessingTime(timer);
        own.end();
    }
}
