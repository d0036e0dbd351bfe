package io.nexus.job.metric;

import java.util.List;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs a keyed function that reads a broadcast as Flink does, and measures its own time. */
final class TimedBroadcastOperator<K, I, B, O> extends CoBroadcastWithKeyedOperator<K, I, B, O> {
    private static final long serialVersionUID = 1;

    private final String layer;
    private transient OwnTime own;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    TimedBroadcastOperator(
            String layer, KeyedBroadcastProcessFunction<K, I, B, O> function, MapStateDescriptor<?, ?> broadcast) {
        super(function, List.of(broadcast));
        this.layer = layer;
    }

    @Override
    public void open() throws Exception {
        own = LayerTime.register(layer, getMetricGroup());
        output = new OutsideOutput<>(output, own);
        super.open();
    }

    @Override
    public void processElement1(StreamRecord<I> element) throws Exception {
        own.begin();
        super.processElement1(element);
        own.end();
    }

    @Override
    public void processElement2(StreamRecord<B> element) throws Exception {
        own.begin();
        super.processElement2(element);
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
