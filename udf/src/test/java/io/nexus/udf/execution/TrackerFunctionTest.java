package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.skip.SkipCode;
import io.nexus.udf.edge.FeedPace;
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
    void pollsAndCancelsWithoutAnyWatermark(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.hasWatermarks = false;
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(6L);
            world.admit(world.freshEntry("a", 26));
            world.pass(30_600);

            assertThat(world.venue.requests.stream().filter("query a"::equals).count())
                    .isBetween(58L, 61L);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.CANCELED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesOnByWallTimeWhenALiveFeedStops(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored, FeedPace.LIVE)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(6L);
            world.pass(1_000);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            world.pass(1_000);

            world.passWithoutFeed(28_000);
            assertThat(world.venue.requests.stream().filter("query a"::equals).count())
                    .isGreaterThan(40);
            assertThat(world.venue.requests).doesNotContain("cancel a");
            world.passWithoutFeed(3_000);

            assertThat(world.venue.requests).contains("cancel a");
            assertThat(world.state("a").status).isEqualTo(OrderStatus.CANCELED);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void asksOncePerPollWhetherTheFeedOrWallTimeIsFirst(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored, FeedPace.LIVE)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(6L);
            world.admit(world.freshEntry("a", 26));
            world.settle();

            world.pass(5_000);
            world.passWithoutFeed(5_000);
            world.pass(5_000);

            assertThat(world.venue.requests.stream().filter("query a"::equals).count())
                    .isBetween(26L, 31L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waitsForAReplayedFeedThatStops(boolean isRestored) throws Exception {
        try (TrackerWorld world = new TrackerWorld(isRestored)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(6L);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            int requests = world.venue.requests.size();

            world.passWithoutFeed(60_000);

            assertThat(world.venue.requests).hasSize(requests);
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
}
