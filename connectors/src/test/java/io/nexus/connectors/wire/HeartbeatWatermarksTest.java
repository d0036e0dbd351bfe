package io.nexus.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

final class HeartbeatWatermarksTest {
    private static final String IDLE = "idle";

    /** The partition's input activity clock: it moves only while the partition could be read. */
    private final ManualClock activity = new ManualClock();

    private final List<Object> output = new ArrayList<>();
    private final WatermarkGenerator<FeedRecord> generator =
            new HeartbeatWatermarks(5_000).createWatermarkGenerator(new Context());

    @Test
    void movesTimeWithHeartbeatsOnly() {
        give(WireFixtures.trade(1, 1));
        give(WireFixtures.heartbeat(500));
        give(WireFixtures.heartbeat(900).withFreshness(Freshness.FUTURE));
        give(WireFixtures.heartbeat(600).withFreshness(Freshness.STALE));
        read(100);

        assertThat(output).containsExactly(499L, 599L);
    }

    @Test
    void isIdleWithoutAHeartbeatForSoLongWhateverElseComes() {
        give(WireFixtures.heartbeat(500));
        read(4_900);
        assertThat(output).containsExactly(499L);

        give(WireFixtures.trade(1, 1));
        give(WireFixtures.heartbeat(900).withFreshness(Freshness.FUTURE));
        read(200);

        assertThat(output).containsExactly(499L, IDLE);
    }

    @Test
    void isIdleWithoutAnyMessageAtAll() {
        read(5_000);

        assertThat(output).containsExactly(IDLE);
    }

    @Test
    void isActiveAgainWithTheNextHeartbeat() {
        read(5_000);
        give(WireFixtures.heartbeat(500));
        read(4_900);

        assertThat(output).containsExactly(IDLE, 499L);
    }

    /** Of a partition that waits for the job the activity clock stands. */
    @Test
    void isNotIdleWhileItCannotBeRead() {
        give(WireFixtures.heartbeat(500));

        for (int i = 0; i < 1_000; i++) {
            generator.onPeriodicEmit(output());
        }

        assertThat(output).containsExactly(499L);
    }

    private void give(MarketEvent event) {
        generator.onEvent(FeedRecord.authentic(event, 3, 7), 0, output());
    }

    private void read(long ms) {
        activity.advanceTime(Duration.ofMillis(ms));
        generator.onPeriodicEmit(output());
    }

    private WatermarkOutput output() {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                output.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                output.add(IDLE);
            }

            @Override
            public void markActive() {
                throw new AssertionError("a watermark does that");
            }
        };
    }

    private final class Context implements WatermarkGeneratorSupplier.Context {
        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return activity;
        }
    }
}
