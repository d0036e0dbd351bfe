package io.nexus.job.metric;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Runs a function without state as Flink does, and measures its own time. */
final class TimedProcessOperator<I, O> extends ProcessOperator<I, O> {
    private static final long serialVersionUID = 1;

    private final String layer;
    private transient OwnTime own;

    @SuppressWarnings("NullAway.Init") // transient fields are set in open()
    TimedProcessOperator(String layer, ProcessFunction<I, O> function) {
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
