package io.nexus.job.graph;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Watermarks of a source that must never hold back, nor advance, the job's time: it is always idle. */
final class IdleStream<T> implements WatermarkGenerator<T> {
    static <T> WatermarkStrategy<T> strategy() {
        return WatermarkStrategy.<T>forGenerator(context -> new IdleStream<>())
                .withTimestampAssigner((record, at) -> at);
    }

    @Override
    public void onEvent(T record, long eventTimestamp, WatermarkOutput output) {
        output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
