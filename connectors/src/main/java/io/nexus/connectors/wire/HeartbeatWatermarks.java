package io.nexus.connectors.wire;

import io.nexus.domain.check.Check;
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
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watermarks of the market topic: one below the feed time of each authentic heartbeat that is not from the future, emitted
 * with it, per partition; nothing else moves time. Timestamps are feed times. A partition without such a heartbeat for too
 * long is idle until the next one, so that it holds back no other; its own input activity clock measures that, which pauses
 * where the partition waits for the job. */
public final class HeartbeatWatermarks implements WatermarkStrategy<FeedRecord> {
    private static final long serialVersionUID = 1;

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatWatermarks.class);

    private final long idleMs;

    /** Watermarks of partitions that become idle.
     *
     * @param idleMs without a heartbeat after which a partition is idle, in ms of its input activity clock, positive */
    public HeartbeatWatermarks(long idleMs) {
        this.idleMs = Check.positive("idleMs", idleMs);
    }

    @Override
    public WatermarkGenerator<FeedRecord> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new OnHeartbeat(context.getInputActivityClock(), context.getMetricGroup(), idleMs);
    }

    @Override
    public TimestampAssigner<FeedRecord> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (received, kafkaTimestamp) -> {
            MarketEvent event = received.event();
            return event == null ? Long.MIN_VALUE : event.feedTimeMs();
        };
    }

    private static final class OnHeartbeat implements WatermarkGenerator<FeedRecord> {
        private static final int UNKNOWN = -1;

        private final RelativeClock activity;
        private final MetricGroup metrics;
        private final long idleMs;
        private long beatAtMs;
        private int partition = UNKNOWN;
        /** Age of the newest heartbeat by the input activity clock, in ms; read by reporters of metrics. */
        private volatile long ageMs;

        private volatile boolean isIdle;

        OnHeartbeat(RelativeClock activity, MetricGroup metrics, long idleMs) {
            this.activity = activity;
            this.metrics = metrics;
            this.idleMs = idleMs;
            beatAtMs = activity.relativeTimeMillis();
        }

        @Override
        public void onEvent(FeedRecord received, long timestamp, WatermarkOutput output) {
            MarketEvent event = received.event();
            if (event == null || event.kind() != MarketEventKind.HEARTBEAT || event.freshness() == Freshness.FUTURE) {
                return;
            }
            if (partition == UNKNOWN) {
                partition = received.partition();
                register(metrics.addGroup("partition", Integer.toString(partition)));
            }
            if (isIdle) {
                LOG.info("partition {} of the market topic sends heartbeats again", partition);
            }
            beatAtMs = activity.relativeTimeMillis();
            ageMs = 0;
            isIdle = false;
            output.emitWatermark(new Watermark(event.feedTimeMs() - 1));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            ageMs = activity.relativeTimeMillis() - beatAtMs;
            if (ageMs < idleMs) {
                return;
            }
            if (!isIdle && partition != UNKNOWN) {
                LOG.warn("partition {} of the market topic is idle: no heartbeat for {} ms", partition, ageMs);
            }
            isIdle = true;
            output.markIdle();
        }

        private void register(MetricGroup own) {
            own.gauge("heartbeatAgeMs", (Gauge<Long>) () -> ageMs);
            own.gauge("idle", (Gauge<Integer>) () -> isIdle ? 1 : 0);
        }
    }
}
