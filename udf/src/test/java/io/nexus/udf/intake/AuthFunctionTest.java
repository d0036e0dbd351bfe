package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.udf.edge.PartitionBeat;
import io.nexus.udf.edge.SymbolInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AuthFunctionTest {
    private OneInputStreamOperatorTestHarness<FeedRecord, SymbolInput> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new AuthFunction()));
        harness.open();
        harness.setProcessingTime(10_000);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void letsTheNewestHeartbeatOfAnyPartitionPassOnce() throws Exception {
        give(5, heartbeat(1_000, Freshness.FRESH));
        give(2, heartbeat(1_000, Freshness.FRESH));
        give(5, heartbeat(1_100, Freshness.STALE));
        give(2, heartbeat(1_100, Freshness.FRESH));
        give(2, heartbeat(1_200, Freshness.FRESH));

        // the first of each partition reports that it is there
        assertThat(beats())
                .containsExactly(
                        new PartitionBeat(5, 1_000, false),
                        new PartitionBeat(2, 1_000, false),
                        new PartitionBeat(5, 1_100, false),
                        new PartitionBeat(2, 1_200, false));
    }

    @Test
    void leavesHeartbeatsFromTheFutureOut() throws Exception {
        give(0, heartbeat(9_000_000, Freshness.FUTURE));
        give(0, heartbeat(1_000, Freshness.FRESH));

        assertThat(beats()).containsExactly(new PartitionBeat(0, 1_000, false));
    }

    @Test
    void reportsEachPartitionOnceASecondOfWallTime() throws Exception {
        for (int i = 1; i <= 30; i++) {
            harness.setProcessingTime(10_000 + i * 100L);
            give(0, heartbeat(i * 100L, Freshness.FRESH));
            give(1, heartbeat(i * 100L, Freshness.FRESH));
        }

        assertThat(beats()).filteredOn(beat -> beat.partition() == 0).hasSize(30);
        assertThat(beats()).filteredOn(beat -> beat.partition() == 1).hasSize(3);
    }

    @Test
    void saysWhetherAPartitionBringsMarketDataThatHaveNotEnded() throws Exception {
        give(4, heartbeat(1_000, Freshness.FRESH));
        give(4, Events.quote(1, 1_050));
        give(4, heartbeat(1_100, Freshness.FRESH));
        give(4, Events.end(2, 1_150));
        give(4, heartbeat(1_200, Freshness.FRESH));

        assertThat(beats()).extracting(PartitionBeat::isFlowing).containsExactly(false, true, false);
        assertThat(harness.extractOutputValues()).hasSize(2);
    }

    private void give(int partition, MarketEvent event) throws Exception {
        harness.processElement(new StreamRecord<>(FeedRecord.authentic(event, partition, 0)));
    }

    private List<PartitionBeat> beats() {
        List<PartitionBeat> beats = new ArrayList<>();
        harness.getSideOutput(AuthFunction.BEATS).forEach(record -> beats.add(record.getValue()));
        return beats;
    }

    private static MarketEvent heartbeat(long feedTimeMs, Freshness freshness) {
        return MarketEvent.received(MarketEventKind.HEARTBEAT, "", feedTimeMs, MarketEvent.NO_EXCHANGE_TIME, null)
                .withFreshness(freshness);
    }
}
