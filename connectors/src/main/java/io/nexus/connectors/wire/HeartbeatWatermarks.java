package io.nexus.connectors.wire;

import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Watermarks of the market topic: one below the feed time of each authentic heartbeat that is not from the future, emitted
 * with it, per partition; nothing else moves time. Timestamps are feed times. */
public final class HeartbeatWatermarks implements WatermarkStrategy<FeedRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public WatermarkGenerator<FeedRecord> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new OnHeartbeat();
    }

    @Override
    public TimestampAssigner<FeedRecord> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (received, kafkaTimestamp) -> {
            MarketEvent event = received.event();
            return event == null ? Long.MIN_VALUE : event.feedTimeMs();
        };
    }

    private static final class OnHeartbeat implements WatermarkGenerator<FeedRecord> {
        @Override
        public void onEvent(FeedRecord received, long timestamp, WatermarkOutput output) {
            MarketEvent event = received.event();
            if (event != null && event.kind() == MarketEventKind.HEARTBEAT && event.freshness() != Freshness.FUTURE) {
                output.emitWatermark(new Watermark(event.feedTimeMs() - 1));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // Time moves with heartbeats only.
        }
    }
}
