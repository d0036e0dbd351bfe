package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Crashes of the job at any point: nothing is placed twice and every execution is known in the end. */
class TrackerCrashTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void placesNothingTwiceWhenAPlacementIsRunAgainAfterARestore(boolean isClose) throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            OrderIntent order =
                    isClose ? TrackerWorld.close("a", 26, world.nowMs.get() + 2_000) : world.freshEntry("a", 26);
            world.admit(order);
            world.checkpoint();
            world.runSteps();
            assertThat(world.venue.placementsById).containsEntry("a", 1);

            world.crash(500);
            world.pass(120_000, 1_000);

            assertThat(world.venue.placementsById).containsEntry("a", 1);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesUpAnOrderThatItsCheckpointDoesNotKnow(boolean isSent) throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.admit(world.freshEntry("a", 26));
            if (isSent) {
                world.runSteps();
            }

            world.crash(500);
            world.pass(120_000, 1_000);

            assertThat(world.state("a").status).isEqualTo(isSent ? OrderStatus.FILLED : OrderStatus.DENIED);
            assertThat(world.venue.placementsById.getOrDefault("a", 0)).isEqualTo(isSent ? 1 : 0);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    /** After a second crash the topic brings "not there" from before the first one, while the same question is under way again. */
    @Example
    void whatAnEarlierAttemptWasAnsweredProvesNothing() throws Exception {
        neverPlacesTwiceAndEndsKnowingEveryExecutionWhateverCrashes(-557_025_912L);
    }

    @Property(tries = 100)
    void neverPlacesTwiceAndEndsKnowingEveryExecutionWhateverCrashes(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.venue.isResting = random.nextBoolean();
            for (int i = 0; i < 60; i++) {
                world.nowMs.addAndGet(random.nextInt(1_500));
                switch (random.nextInt(8)) {
                    case 0 -> {
                        misfortune(world, random);
                        world.admit(TrackerWorld.entry("e" + i, 2 + random.nextInt(30), world.nowMs.get()));
                    }
                    case 1 -> {
                        misfortune(world, random);
                        world.admit(TrackerWorld.close("x" + i, 1 + random.nextInt(30), world.nowMs.get()));
                    }
                    case 2, 3 -> world.runSteps();
                    case 4 -> world.deliver();
                    case 5 -> world.checkpoint();
                    case 6 -> world.pass(random.nextInt(3_000));
                    default -> {
                        if (random.nextInt(4) == 0) {
                            world.crash(random.nextInt(10_000));
                        }
                    }
                }
            }
            world.reconcile();
            world.pass(200_000, 1_000);

            assertThat(world.venue.placementsById.values()).allMatch(count -> count == 1);
            assertThat(world.isTrackerEmpty()).isTrue();
            world.told.forEach((id, state) -> {
                assertThat(state.isSettled()).as(id).isTrue();
                assertThat(state.filledLots).as(id).isEqualTo(world.venue.filledLots(id));
                assertThat(world.venue.knows(id)).as(id).isEqualTo(state.status != OrderStatus.DENIED);
            });
        }
    }

    private static void misfortune(TrackerWorld world, Random random) {
        ForgetfulVenue.Fate[] fates = {
            ForgetfulVenue.Fate.ARRIVES,
            ForgetfulVenue.Fate.ARRIVES,
            ForgetfulVenue.Fate.ANSWER_LOST,
            ForgetfulVenue.Fate.ARRIVES_LATE,
            ForgetfulVenue.Fate.REQUEST_LOST
        };
        world.venue.placeFates.add(fates[random.nextInt(fates.length)]);
        world.venue.executedAtOnce.add((long) random.nextInt(3));
    }
}
