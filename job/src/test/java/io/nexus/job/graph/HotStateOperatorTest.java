package io.nexus.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.quality.MarketQualityConfig;
import io.nexus.udf.quality.MarketQualityFunction;
import io.nexus.udf.state.HotStateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Layer 1 with its state on the heap, and in RocksDB written behind. */
final class HotStateOperatorTest {
    private static final int MAX_PARALLELISM = 128;
    private static final int EVENTS = 6_000;
    private static final long START_MS = 1_748_900_000_000L;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(3);
    private static final ControlView CONTROL = new ControlView(
            TradingState.ACTIVE,
            StrategyWeights.neutral(),
            ReferenceCalibration.initial(),
            Governance.identity(),
            null,
            0);

    private final InstrumentCatalog instruments =
            new InstrumentCatalog(new MarketSimulator(SIMULATION, 1, START_MS).instruments());
    private final List<Stamped> records = records();

    @Test
    void saysTheSameFromRocksDbThroughSnapshotsAndRestoresAsOnTheHeap() throws Exception {
        List<String> heap = told(false, EVENTS);

        assertThat(told(true, EVENTS)).isEqualTo(heap);
        assertThat(told(true, 1_100)).isEqualTo(heap);
        assertThat(heap).hasSize(EVENTS).anyMatch(said -> !said.contains("NaN"));
    }

    @Test
    void goesOnFromTheSnapshotAndNotFromWhatCameAfterIt() throws Exception {
        Link link = new Link(true, null);
        records.subList(0, 1_000).forEach(link::process);
        OperatorSubtaskState snapshot = link.snapshot();
        List<String> first =
                records.subList(1_000, 2_000).stream().map(link::process).toList();
        link.close();

        Link restored = new Link(true, snapshot);
        List<String> again =
                records.subList(1_000, 2_000).stream().map(restored::process).toList();
        restored.close();

        assertThat(again).isEqualTo(first);
    }

    /** What Layer 1 says of each record, restored from a snapshot after every so many. */
    private List<String> told(boolean isRocksDb, int restoredEvery) throws Exception {
        List<String> told = new ArrayList<>();
        Link link = new Link(isRocksDb, null);
        for (int i = 0; i < EVENTS; i++) {
            if (i > 0 && i % restoredEvery == 0) {
                OperatorSubtaskState snapshot = link.snapshot();
                link.close();
                link = new Link(isRocksDb, snapshot);
            }
            told.add(link.process(records.get(i)));
        }
        link.close();
        return told;
    }

    /** Layer 1's function on one of the two state backends. */
    private final class Link {
        private final KeyedOneInputStreamOperatorTestHarness<String, Stamped, Observed> harness;

        Link(boolean isRocksDb, @Nullable OperatorSubtaskState snapshot) throws Exception {
            var function = new MarketQualityFunction(instruments, MarketQualityConfig.defaults());
            OneInputStreamOperator<Stamped, Observed> operator = new HotStateOperator<>(function);
            StateBackend backend = isRocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    operator, Stamped::instrument, Types.STRING, MAX_PARALLELISM, 1, 0);
            harness.setStateBackend(backend);
            harness.getExecutionConfig().enableObjectReuse();
            harness.setup();
            if (snapshot != null) {
                harness.initializeState(snapshot);
            }
            harness.open();
        }

        String process(Stamped stamped) {
            try {
                harness.processElement(stamped, stamped.feedTimeMs());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            Observed observed = harness.extractOutputValues().get(0);
            harness.getOutput().clear();
            MarketContext market = observed.context();
            double score = observed.assessment() == null
                    ? Double.NaN
                    : observed.assessment().mqScore();
            return observed.gate() + " " + score + " " + observed.bidTicks() + " " + market.seconds.count + " "
                    + market.tape.cumulativeVolumeDelta;
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        void close() throws Exception {
            harness.close();
        }
    }

    private static List<Stamped> records() {
        List<Stamped> records = new ArrayList<>();
        long[] feedTimeMs = {0};
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, START_MS + 3_600_000)) {
            for (FeedMessage message = feed.next(); records.size() < EVENTS; message = feed.next()) {
                MarketEvent event = message.event();
                if (!event.instrument().isEmpty() && event.bar() == null) {
                    feedTimeMs[0] = Math.max(feedTimeMs[0], event.feedTimeMs());
                    records.add(stamped(event, feedTimeMs[0], records.size()));
                }
            }
        }
        return records;
    }

    private static Stamped stamped(MarketEvent event, long feedTimeMs, int index) {
        long evaluation = index % 5 == 0 ? index / 5 + 1 : 0;
        return new Stamped(
                StampedKind.MARKET, event.instrument(), event, null, evaluation, null, false, CONTROL, feedTimeMs, 0);
    }
}
