package io.nexus.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.market.MarketEvent;
import io.nexus.testbed.simulation.MarketSimulator;
import io.nexus.testbed.simulation.SimulatedFeed;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.udf.config.LayersConfig;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.intake.Intake;
import io.nexus.udf.intake.IntakeState;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.quality.QualityCore;
import io.nexus.udf.quality.QualityState;
import io.nexus.udf.strategy.StrategyCore;
import io.nexus.udf.strategy.StrategyMemories;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the cores of Layers 1 and 2 leave to the garbage collector. */
final class AllocationTest {
    private static final long START_MS = 1_748_900_000_000L;
    private static final long LENGTH_MS = 3_600_000;
    private static final SimulationConfig SIMULATION =
            SimulationConfig.defaults().withInstruments(1);
    private static final ControlView CONTROL = new ControlView(
            TradingState.ACTIVE,
            StrategyWeights.neutral(),
            ReferenceCalibration.initial(),
            Governance.identity(),
            null,
            0);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Instrument instrument =
            new MarketSimulator(SIMULATION, 1, START_MS).instruments().get(0);
    private final InstrumentScale scale = InstrumentScale.of(instrument);
    private final LayersConfig config = LayersConfig.defaults();
    private final QualityCore quality = new QualityCore(scale, config.quality());
    private final QualityState state = new QualityState();
    private final StrategyCore strategies = new StrategyCore(scale, config.strategy());
    private final StrategyMemories memories = new StrategyMemories();
    private final Intake intake = new Intake(config.intake());
    private final IntakeState intakeState = new IntakeState();

    @Test
    void nothingButWhatAnEpisodeSaysOfItself() {
        List<MarketEvent> events = events();
        int from = events.size() / 2;
        events.subList(0, from).forEach(this::take);

        long[] reasonsOf = new long[2];
        int allocating = 0;
        int evaluations = 0;
        for (MarketEvent event : events.subList(from, events.size())) {
            String[] reasons = memories.reasons.clone();
            long evaluation = intakeState.evaluation;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            take(event);
            long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
            boolean hasBegun = !Arrays.equals(reasons, memories.reasons);
            reasonsOf[hasBegun ? 1 : 0] += bytes;
            allocating += bytes > 0 && !hasBegun ? 1 : 0;
            evaluations += (int) (intakeState.evaluation - evaluation);
        }

        assertThat(events.size() - from).isGreaterThan(5_000);
        assertThat(evaluations).isGreaterThan(1000);
        assertThat(reasonsOf[1]).isPositive();
        assertThat(allocating).as("arrays that still grow").isLessThan(20);
    }

    private void take(MarketEvent event) {
        intakeState.feedTimeMs = Math.max(intakeState.feedTimeMs, event.feedTimeMs());
        long now = intakeState.feedTimeMs;
        boolean isEvaluation = intake.evaluation(intakeState, event) > 0;
        quality.take(state, event, now, isEvaluation, (closeMs, closeTicks) -> {});
        strategies.take(memories, state.market, event, now, CONTROL.calibration());
        if (isEvaluation) {
            strategies.judge(memories, now, CONTROL);
        }
    }

    private static List<MarketEvent> events() {
        List<MarketEvent> events = new ArrayList<>();
        try (SimulatedFeed feed = new SimulatedFeed(SIMULATION, 1, START_MS, START_MS + LENGTH_MS)) {
            for (FeedMessage message = feed.next(); message != null; message = feed.next()) {
                MarketEvent event = message.event();
                if (event != null && !event.instrument().isEmpty()) {
                    events.add(event);
                }
            }
        }
        return events;
    }
}
