package io.nexus.job.metric;

import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/** Hands on to an operator's output; what follows there is not the operator's own time. */
final class OutsideOutput<O> implements Output<StreamRecord<O>> {
    private final Output<StreamRecord<O>> output;
    private final OwnTime own;

    OutsideOutput(Output<StreamRecord<O>> output, OwnTime own) {
        this.output = output;
        this.own = own;
    }

    @Override
    public void collect(StreamRecord<O> record) {
        if (own.isMeasuring()) {
            own.leave();
            output.collect(record);
            own.comeBack();
        } else {
            output.collect(record);
        }
    }

    @Override
    public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
        if (own.isMeasuring()) {
            own.leave();
            output.collect(tag, record);
            own.comeBack();
        } else {
            output.collect(tag, record);
        }
    }

    @Override
    public void emitWatermark(Watermark mark) {
        output.emitWatermark(mark);
    }

    @Override
    public void emitWatermark(WatermarkEvent watermark) {
        output.emitWatermark(watermark);
    }

    @Override
    public void emitWatermarkStatus(WatermarkStatus status) {
        output.emitWatermarkStatus(status);
    }

    @Override
    public void emitLatencyMarker(LatencyMarker marker) {
        output.emitLatencyMarker(marker);
    }

    @Override
    public void emitRecordAttributes(RecordAttributes attributes) {
        output.emitRecordAttributes(attributes);
    }

    @Override
    public void close() {
        output.close();
    }
}
