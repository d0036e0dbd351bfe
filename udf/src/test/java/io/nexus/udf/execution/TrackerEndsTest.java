package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderState;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every order ends, whatever the venue says or keeps to itself, and none is asked for at full pace for ever. */
class TrackerEndsTest {
    private static final long DAY_MS = 86_400_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOrderThatTheVenueAcceptedAndForgotIsLostOnceItsListOfOrdersLacksItToo(boolean isListed) throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.venue.isResting = true;
            world.venue.isListFailing = !isListed;
            world.venue.executedAtOnce.add(4L);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            assertThat(world.state("a").status).isEqualTo(OrderStatus.PARTIALLY_FILLED);
            world.venue.forget("a");

            world.pass(29_000);
            assertThat(world.state("a").status)
                    .as("not before its time is over")
                    .isEqualTo(OrderStatus.PARTIALLY_FILLED);
            world.pass(isListed ? 10_000 : 600_000, 1_000);

            assertThat(world.state("a").status).isEqualTo(OrderStatus.LOST);
            assertThat(world.state("a").filledLots)
                    .as("what is known to be filled stays")
                    .isEqualTo(4);
            assertThat(world.state("a").error).contains("accepted, then unknown to the venue");
            assertThat(world.isTrackerEmpty()).isTrue();
            assertThat(world.stepKinds.stream().filter(StepKind.RECONCILE::equals))
                    .isNotEmpty();
            int requests = world.venue.requests.size();
            world.pass(60_000, 1_000);
            assertThat(world.venue.requests).hasSize(requests);
        }
    }

    @Test
    void anOrderThatTheListStillHasIsNotLost() throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(0L);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            world.venue.isQueryBlind = true;
            world.pass(60_000, 1_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.SUBMITTED);

            world.venue.isQueryBlind = false;
            world.pass(60_000, 1_000);

            assertThat(world.state("a").status).isEqualTo(OrderStatus.CANCELED);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @Test
    void anOrderWhoseQuestionsAreAllRefusedIsAskedForEveryThirtySeconds() throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.venue.isResting = true;
            world.venue.executedAtOnce.add(0L);
            world.admit(world.freshEntry("a", 26));
            world.settle();
            world.venue.isRefusingQuestions = true;

            world.pass(DAY_MS, 5_000);

            assertThat(world.venue.requests).hasSizeLessThan(3_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.SUBMITTED);
            world.venue.isRefusingQuestions = false;
            world.pass(60_000, 1_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.CANCELED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void executionsThatTheVenueCountsAndDoesNotReportAreEstimatedAtTheWorstPrice(boolean isClose) throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.nowMs.addAndGet(10_000);
            world.venue.hidesFills = true;
            OrderIntent intent = isClose
                    ? TrackerWorld.close("a", 10, world.nowMs.get())
                    : TrackerWorld.entry("a", 10, world.nowMs.get());
            world.admit(intent);
            world.settle();
            assertThat(world.state("a").knownFillLots()).isZero();

            world.pass(10_000);

            OrderState state = world.state("a");
            assertThat(state.isSettled()).isTrue();
            assertThat(state.fills).hasSize(1);
            Fill fill = state.fills.get(0);
            assertThat(fill.isEstimate()).isTrue();
            assertThat(fill.lots()).isEqualTo(10);
            assertThat(fill.priceTicks()).isEqualTo(600_000);
            assertThat(fill.fee()).isEqualByComparingTo("0.3");
            assertThat(state.error).contains("the venue counts 10 lots and reports 0");
            assertThat(world.isTrackerEmpty()).isTrue();
            int requests = world.venue.requests.size();
            world.pass(DAY_MS, 60_000);
            assertThat(world.venue.requests)
                    .as("no question for the rest of the day")
                    .hasSize(requests);

            world.venue.hidesFills = false;
            world.reconcile();
            world.settle();
            assertThat(world.state("a").fills).noneMatch(Fill::isEstimate).hasSize(1);
            assertThat(world.isTrackerEmpty()).isTrue();
        }
    }

    @Test
    void anAnswerOfAnotherOrderIsUnknown() throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.admit(world.freshEntry("a", 26));
            world.venue.nextAnswer = new OrderReport("b", "v", OrderStatus.FILLED, 26, List.of(), 1, null);
            world.settle();

            assertThat(world.state("a").status).isEqualTo(OrderStatus.UNKNOWN);
            assertThat(world.state("a").error).isEqualTo("report of b given to a");
            world.pass(1_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.FILLED);
            assertThat(world.venue.placementsById).containsEntry("a", 1);
        }
    }

    @Test
    void anAnswerWithAnExecutionOfNoLotsIsUnknown() throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.admit(world.freshEntry("a", 26));
            Fill nothing = new Fill(1, "a", Side.BUY, 600_000, 0, BigDecimal.ZERO, 1);
            world.venue.nextAnswer = new OrderReport("a", "v", OrderStatus.FILLED, 26, List.of(nothing), 1, null);
            world.settle();

            assertThat(world.state("a").status).isEqualTo(OrderStatus.UNKNOWN);
            world.pass(1_000);
            assertThat(world.state("a").status).isEqualTo(OrderStatus.FILLED);
        }
    }

    @Test
    void deniesNoExitForAnyFilterOfItsOwn() throws Exception {
        try (TrackerWorld world = new TrackerWorld(false)) {
            world.nowMs.addAndGet(10_000);
            world.admit(TrackerWorld.close("x", 5_000, world.nowMs.get()));
            world.pass(10_000);

            assertThat(world.venue.placementsById).containsEntry("x", 1);
            assertThat(world.state("x").status).isEqualTo(OrderStatus.FILLED);
        }
    }
}
