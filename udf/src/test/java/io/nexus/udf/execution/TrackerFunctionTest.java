package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.skip.SkipCode;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of the order tracker; each runs straight and restored from a snapshot before every element. */
class TrackerFunctionTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void followsAnEntryToItsFillAndForgetsIt(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.admit(world.freshEntry("a", 26));
            world.settle();

            assertThat(world.state("a").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.state("a").isSettled()).isTrue();
            assertThat(world.isTrackerEmpty()).isTrue();
            assertThat(world.venue.placementsById).containsEntry("a", 1);

            int requests = world.venue.requests.size();
            world.pass(60_000, 1_000);
            assertThat(world.venue.requests).hasSize(requests);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pollsEvery500MsAndCancelsWhatIsOpenAfter30Seconds(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(6L);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            assertThat(world.state("a").status).isEqualTo(OrderStatus.PARTIALLY_FILLED);

            world.pass(29_750);
            assertThat(world.venue.requests.stream().filter("query a"::equals).count())
                    .isBetween(58L, 61L);
            assertThat(world.venue.requests).doesNotContain("cancel a");

            world.pass(600);
            assertThat(world.venue.requests).contains("cancel a");
            assertThat(world.state("a").status).isEqualTo(OrderStatus.CANCELED);
            assertThat(world.state("a").filledLots).isEqualTo(6);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void abortsAnEntryOfWhichNothingFilled(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(0L);
            world.admit(world.freshEntry("a", 26));

            world.pass(31_000);

            assertThat(world.state("a").status).isEqualTo(OrderStatus.CANCELED);
            assertThat(world.state("a").filledLots).isZero();
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsAnOrderWhoseAnswerWasLost(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.placeFates.add(ForgetfulVenue.Fate.ANSWER_LOST);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            if (!isRestored) {
                assertThat(world.state("a").status).isEqualTo(OrderStatus.UNKNOWN);
            }

            world.pass(1_000);

            assertThat(world.state("a").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.venue.placementsById).containsEntry("a", 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deniesAnEntryThatNeverArrivedButOnlyOnceItCannotArriveAnyMore(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.placeFates.add(ForgetfulVenue.Fate.REQUEST_LOST);
            world.admit(world.freshEntry("a", 26));

            world.pass(5_000);
            assertThat(world.state("a").status.isTerminal()).isFalse();
            assertThat(world.skips).isEmpty();

            world.pass(95_000, 1_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.DENIED);
            assertThat(world.skips).hasSize(1);
            assertThat(world.skips.get(0).code()).isEqualTo(SkipCode.L7_DENIED);
            assertThat(world.skips.get(0).evaluation()).isEqualTo(7);
            assertThat(world.venue.placementsById).isEmpty();
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void placesACloseAgainThatNeverArrived(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.placeFates.add(ForgetfulVenue.Fate.REQUEST_LOST);
            world.admit(TrackerWorld.close("x", 26, world.nowMs.get() + 2_000));

            world.pass(100_000, 1_000);

            assertThat(world.state("x").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.venue.placementsById).containsEntry("x", 1);
            assertThat(world.venue.requests.stream().filter("place x"::equals).count())
                    .isEqualTo(2);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForACloseThatArrivesLate(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.nowMs.addAndGet(10_000);
            world.venue.placeFates.add(ForgetfulVenue.Fate.ARRIVES_LATE);
            world.admit(TrackerWorld.close("x", 26, world.nowMs.get()));

            world.pass(10_000);

            assertThat(world.state("x").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.venue.placementsById).containsEntry("x", 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksForTheIdBeforeEveryClose(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.nowMs.addAndGet(10_000);
            world.admit(TrackerWorld.close("x", 26, world.nowMs.get()));
            world.pass(10_000);

            assertThat(world.venue.requests).startsWith("query x");
            assertThat(world.venue.placementsById).containsEntry("x", 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksOnUntilEveryExecutionIsKnown(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.hidesFills = true;
            world.admit(world.freshEntry("a", 26));
            world.pass(2_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.state("a").isSettled()).isFalse();
            assertThat(world.isTrackerEmpty()).isFalse();

            world.venue.hidesFills = false;
            world.pass(1_000);
            assertThat(world.state("a").isSettled()).isTrue();
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesWhatTheVenuesFiltersWouldRefuse(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            // one lot is worth 60, the least notional is 100
            world.admit(world.freshEntry("a", 1));
            world.admit(world.freshEntry("b", 1_001));
            world.admit(world.freshEntry("c", 2));
            world.settle();

            assertThat(world.state("a").status).isEqualTo(OrderStatus.DENIED);
            assertThat(world.state("b").status).isEqualTo(OrderStatus.DENIED);
            assertThat(world.state("c").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.skips).extracting("code").containsExactly(SkipCode.L7_DENIED, SkipCode.L7_DENIED);
            assertThat(world.skips.get(0).detail()).contains("notional must be at least 100, was 60");
            assertThat(world.venue.placementsById).containsOnlyKeys("c");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesARefusalOfTheVenueAsItsLastWord(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.placeFates.add(ForgetfulVenue.Fate.REFUSED);
            world.admit(world.freshEntry("a", 26));
            world.pass(1_000);

            assertThat(world.state("a").status).isEqualTo(OrderStatus.REJECTED);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksForTheAccountEveryFiveSeconds(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.pass(20_000);

            assertThat(world.stepKinds)
                    .containsExactly(StepKind.ACCOUNT, StepKind.ACCOUNT, StepKind.ACCOUNT, StepKind.ACCOUNT);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesOverOpenOrdersThatOnlyTheVenueRemembers(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(0L);
            world.venue
                    .place(TrackerWorld.entry("lost", 26, TrackerWorld.START))
                    .get();
            world.reconcile();

            world.pass(31_000);

            assertThat(world.state("lost").status).isEqualTo(OrderStatus.CANCELED);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

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

    @Property(tries = 25)
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
