package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

final class SeenTopicTest {
    private final List<String> log = new ArrayList<>();
    private final AtomicLong nowNs = new AtomicLong(-5);
    private final SeenTopic topic =
            new SeenTopic("nexus.skips", 10, new UnregisteredMetricsGroup(), nowNs::get, log::add);

    @Test
    void logsDropsOnceAMinuteWithTheirTotal() {
        offer(100);
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(59));
        offer(100);
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
        offer(100);

        assertThat(log)
                .containsExactly(
                        "topic nexus.skips: 1 records dropped so far, the newest because its 10 bytes of buffer are full",
                        "topic nexus.skips: 201 records dropped so far, the newest because its 10 bytes of buffer are full");
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            topic.offer(new TopicRecord("nexus.skips", new byte[0], new byte[0]));
        }
    }
}
