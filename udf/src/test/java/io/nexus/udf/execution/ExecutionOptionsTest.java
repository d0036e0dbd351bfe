package io.nexus.udf.execution;

import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.testkit.OptionEffects;
import io.nexus.udf.testkit.OptionEffects.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every option of Layer 7 changes a step, a request to the venue or an order event. */
final class ExecutionOptionsTest {
    /** What happens in a world. */
    @FunctionalInterface
    private interface Script {
        void play(TrackerWorld world) throws Exception;
    }

    @TestFactory
    Stream<DynamicTest> everyOptionHasAnEffect() {
        return new OptionEffects<>("execution", ExecutionConfig.defaults())
                .in("an order rests", world(ExecutionOptionsTest::resting), "poll-ms", "order-timeout-ms")
                .in("the venue refuses every question", world(ExecutionOptionsTest::refused), "max-poll-ms")
                .in("the venue forgets an order", world(ExecutionOptionsTest::forgotten), "lost-proofs")
                .in("the venue hides executions", world(ExecutionOptionsTest::hidden), "untold-fills-ms")
                .in("no orders", world(world -> world.pass(40_000, 1_000)), "account-poll-ms")
                .in("steps stay unanswered", world(ExecutionOptionsTest::unanswered), "step-expiry-ms")
                .in(
                        "a request is lost",
                        world(ExecutionOptionsTest::lostRequest),
                        "receive-window-ms",
                        "clock-skew-ms",
                        "step-timeout-ms")
                .in("a placement is lost in the lane", world(ExecutionOptionsTest::lostPlacement), "unanswered-ms")
                .in("entries wait for the lane", world(ExecutionOptionsTest::lateSteps), "max-entry-age-ms")
                .in("twenty entries at once", world(ExecutionOptionsTest::manyEntries), "max-entries-in-flight")
                .in("forty orders rest", world(ExecutionOptionsTest::manyResting), "max-queries-in-flight")
                .elsewhere("LaneOptionsTest of the job's graph", "exchange-timeout-ms", "exchange-capacity")
                .tests();
    }

    private static World<ExecutionConfig> world(Script script) {
        return config -> {
            try (TrackerWorld world = new TrackerWorld(false, FeedPace.REPLAYED, config)) {
                world.nowMs.addAndGet(10_000);
                script.play(world);
                return world.all();
            }
        };
    }

    private static void resting(TrackerWorld world) throws Exception {
        rest(world, 1);
        world.pass(33_000);
    }

    private static void refused(TrackerWorld world) throws Exception {
        rest(world, 1);
        world.venue.isRefusingQuestions = true;
        world.pass(300_000, 2_000);
    }

    private static void forgotten(TrackerWorld world) throws Exception {
        rest(world, 1);
        world.venue.forget("0");
        world.pass(120_000, 1_000);
    }

    private static void hidden(TrackerWorld world) throws Exception {
        world.venue.hidesFills = true;
        enter(world, 1);
        world.pass(10_000);
    }

    private static void unanswered(TrackerWorld world) throws Exception {
        enter(world, 1);
        world.passLosingSteps(40_000);
    }

    private static void lostRequest(TrackerWorld world) throws Exception {
        world.venue.placeFates.add(ForgetfulVenue.Fate.REQUEST_LOST);
        enter(world, 1);
        world.pass(30_000);
    }

    private static void lostPlacement(TrackerWorld world) throws Exception {
        enter(world, 1);
        world.passLosingSteps(1_000);
        world.pass(100_000, 1_000);
    }

    private static void lateSteps(TrackerWorld world) throws Exception {
        enter(world, 1);
        world.nowMs.addAndGet(20_000);
        world.settle();
    }

    private static void manyEntries(TrackerWorld world) throws Exception {
        enter(world, 20);
        world.passLosingSteps(1_000);
    }

    private static void manyResting(TrackerWorld world) throws Exception {
        rest(world, 40);
        world.passLosingSteps(2_000);
    }

    /** Entries that the venue takes and does not execute. */
    private static void rest(TrackerWorld world, int count) throws Exception {
        world.venue.isResting = true;
        for (int i = 0; i < count; i++) {
            world.venue.executedAtOnce.add(0L);
        }
        enter(world, count);
        world.settle();
    }

    private static void enter(TrackerWorld world, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            world.admit(TrackerWorld.entry(String.valueOf(i), 26, world.nowMs.get()));
        }
    }
}
