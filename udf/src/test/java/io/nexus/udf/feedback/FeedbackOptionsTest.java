package io.nexus.udf.feedback;

import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.TimedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of the feedback changes statistics, a calibration, weights or when they are sent. */
final class FeedbackOptionsTest {
    private static final List<StrategyId> STRATEGIES = List.of(StrategyId.values());

    private static final long DAY_MS = 86_400_000;
    private static final long START_MS = 20_000 * DAY_MS + DAY_MS / 2;

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("feedback", FeedbackConfig.defaults())
                .in(
                        "statistics of nine days",
                        FeedbackOptionsTest::statistics,
                        "half-life-ms",
                        "strength-fires",
                        "window-days",
                        "statistics-interval-ms")
                .in(
                        "calibration and weights of nine days",
                        FeedbackOptionsTest::control,
                        "min-fires",
                        "shrink-episodes",
                        "shrink-trades",
                        "smoothing-ratio",
                        "calibration-interval-ms",
                        "governance-interval-ms",
                        "score.accuracy-share",
                        "score.sharpe-share",
                        "score.average-pnl-share")
                .sharing("score.accuracy-share", "score.sharpe-share", "score.average-pnl-share")
                .tests();
    }

    private static List<Object> statistics(FeedbackConfig config) throws Exception {
        TimedRun<Integer, FeedbackInput, StrategyStatistics> run = new TimedRun<>(
                () -> new StrategyFeedbackFunction(config),
                FeedbackInput::strategyColumn,
                Types.INT,
                FeedbackInput::feedTimeMs);
        List<Object> said = run.run(outcomes(), false);
        said.addAll(run.finish(START_MS + 10 * DAY_MS));
        return said;
    }

    /** The statistics are those of the default options, so that what differs was made of them. */
    private static List<Object> control(FeedbackConfig config) throws Exception {
        List<StrategyStatistics> statistics = statistics(FeedbackConfig.defaults()).stream()
                .map(StrategyStatistics.class::cast)
                .toList();
        TimedRun<Integer, StrategyStatistics, ControlMessage> run = new TimedRun<>(
                () -> new CrossSectionFunction(config, CrossSectionTest.reference()),
                one -> CrossSectionFunction.KEY,
                Types.INT,
                StrategyStatistics::asOfMs);
        List<Object> said = run.run(statistics, false);
        said.addAll(run.finish(START_MS + 10 * DAY_MS));
        return said;
    }

    /** Each day episodes and trades of three strategies within half a minute; the first one's fires are many. */
    private static List<FeedbackInput> outcomes() {
        Random random = new Random(8);
        List<FeedbackInput> outcomes = new ArrayList<>();
        for (int day = 0; day < 9; day++) {
            for (int i = 0; i < 40; i++) {
                long atMs = START_MS + day * DAY_MS + i * 700L;
                StrategyId strategy = STRATEGIES.get(Math.max(0, i % 8 - 5));
                double netBps = 5 * random.nextGaussian() + strategy.column();
                if (i % 4 == 3) {
                    outcomes.add(Outcomes.trade(strategy.column(), 10 * random.nextGaussian(), netBps, atMs));
                } else {
                    double raw = 0.5 + random.nextDouble() / 2;
                    outcomes.add(Outcomes.episode(strategy, raw, netBps, random.nextDouble(), atMs));
                }
            }
        }
        return outcomes;
    }
}
