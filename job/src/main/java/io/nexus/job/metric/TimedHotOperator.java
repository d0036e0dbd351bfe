package io.nexus.job.metric;

import io.nexus.udf.state.HotStateFunction;
import io.nexus.udf.state.HotStateOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs a function with hot state, and measures its own time. Such functions set no timers. */
final class TimedHotOperator<I, O> extends HotStateOperator<I, O> {
    private static final long serialVersionUID = 1;

    private final String layer;
    private transient OwnTime own;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    TimedHotOperator(String layer, HotStateFunction<I, O, ?> function) {
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
}
