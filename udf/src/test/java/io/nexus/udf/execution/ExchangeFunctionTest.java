package io.nexus.udf.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderEventKind;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExchangeFunctionTest {
    private final AtomicLong nowMs = new AtomicLong(1_000_000);
    private final ForgetfulVenue venue = new ForgetfulVenue(nowMs::get);
    private final ExecutionConfig config = ExecutionConfig.defaults();
    private final StepExecution execution = new StepExecution(venue, config, nowMs::get, 1_000_000);

    private static ExchangeStep step(StepKind kind, OrderIntent intent, boolean isQueryFirst) {
        return new ExchangeStep(kind, TrackerWorld.ACCOUNT, intent, isQueryFirst, 0, 1, 5, 0);
    }

    private OrderEvent only(ExchangeStep step) throws Exception {
        List<OrderEvent> events = execution.run(step).get();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private OrderIntent freshEntry() {
        nowMs.addAndGet(10_000);
        return TrackerWorld.entry("a", 26, nowMs.get());
    }

    @Test
    void placesAFreshEntryAtOnceAndTellsTheStepsFeedTime() throws Exception {
        OrderEvent event = only(step(StepKind.PLACE, freshEntry(), false));

        assertThat(venue.requests).containsExactly("place a");
        assertThat(event.kind()).isEqualTo(OrderEventKind.REPORT);
        assertThat(event.report().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(event.step()).isEqualTo(StepKind.PLACE);
        assertThat(event.feedTimeMs()).isEqualTo(5);
        assertThat(event.wallMs()).isEqualTo(nowMs.get());
    }

    @Test
    void asksBeforePlacingWhatAnEarlierAttemptMayHavePlacedAndWaitsUntilItCannotArriveAnyMore() throws Exception {
        OrderIntent old = TrackerWorld.close("a", 26, 999_000);

        OrderEvent early = only(step(StepKind.PLACE, old, false));
        nowMs.addAndGet(5_999);
        OrderEvent stillEarly = only(step(StepKind.PLACE, old, false));
        nowMs.addAndGet(1);
        OrderEvent late = only(step(StepKind.PLACE, old, false));

        assertThat(early.isNotFound()).isTrue();
        assertThat(early.report().status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(stillEarly.isNotFound()).isTrue();
        assertThat(late.report().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(venue.placementsById).containsEntry("a", 1);
    }

    @Test
    void reportsTheOrderItFindsInsteadOfPlacingIt() throws Exception {
        OrderIntent intent = freshEntry();
        only(step(StepKind.PLACE, intent, false));

        OrderEvent again = only(step(StepKind.PLACE, intent, true));

        assertThat(again.report().status()).isEqualTo(OrderStatus.FILLED);
        assertThat(venue.placementsById).containsEntry("a", 1);
    }

    @Test
    void placesNothingWhileTheVenueDoesNotAnswerTheQuestion() throws Exception {
        venue.queryFates.add(ForgetfulVenue.Fate.ANSWER_LOST);

        OrderEvent event = only(step(StepKind.PLACE, freshEntry(), true));

        assertThat(event.report().status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(event.isNotFound()).isFalse();
        assertThat(venue.placementsById).isEmpty();
    }

    @Test
    void sendsNothingOnceTheQuestionTookAsLongAsAStepMayTake() throws Exception {
        OrderIntent close = TrackerWorld.close("x", 26, nowMs.addAndGet(10_000));
        StepExecution slow =
                new StepExecution(venue, config, () -> nowMs.get() + (venue.requests.isEmpty() ? 0 : 3_001), 1_000_000);

        OrderEvent event = slow.run(step(StepKind.PLACE, close, true)).get().get(0);

        assertThat(event.isNotFound()).isTrue();
        assertThat(event.report().error()).contains("took too long");
        assertThat(venue.placementsById).isEmpty();
    }

    @Test
    void sendsNoEntryWhoseTriggerIsOldButEveryClose() throws Exception {
        OrderIntent entry = freshEntry();
        OrderIntent close = TrackerWorld.close("x", 26, nowMs.get());
        nowMs.addAndGet(30_001);

        OrderEvent old = only(step(StepKind.PLACE, entry, false));
        OrderEvent closed = only(step(StepKind.PLACE, close, true));

        assertThat(old.isNotFound()).isTrue();
        assertThat(old.report().error()).contains("older than 30000 ms");
        assertThat(closed.report().status()).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void takesARefusedPlacementAsRejectedAndARefusedQueryAsNothingNew() throws Exception {
        venue.placeFates.add(ForgetfulVenue.Fate.REFUSED);
        venue.queryFates.add(ForgetfulVenue.Fate.REFUSED);

        assertThat(only(step(StepKind.PLACE, freshEntry(), false)).report().status())
                .isEqualTo(OrderStatus.REJECTED);
        assertThat(only(step(StepKind.QUERY, freshEntry(), false)).report().status())
                .isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void endsReconcilingWithAWordAfterAllOrders() throws Exception {
        venue.place(TrackerWorld.entry("a", 2, 0)).get();
        venue.place(TrackerWorld.entry("b", 2, 0)).get();

        List<OrderEvent> events =
                execution.run(step(StepKind.RECONCILE, null, false)).get();

        assertThat(events)
                .extracting(OrderEvent::kind)
                .containsExactly(OrderEventKind.REPORT, OrderEventKind.REPORT, OrderEventKind.RECONCILED);
    }

    @Test
    void turnsWhateverTheClientThrowsIntoAnUnknown() throws Exception {
        StepExecution broken = new StepExecution(new ThrowingExchange(), config, nowMs::get, 1_000_000);

        assertThat(broken.run(step(StepKind.PLACE, freshEntry(), false))
                        .get()
                        .get(0)
                        .report()
                        .status())
                .isEqualTo(OrderStatus.UNKNOWN);
        assertThat(broken.run(step(StepKind.CANCEL, freshEntry(), false))
                        .get()
                        .get(0)
                        .report()
                        .status())
                .isEqualTo(OrderStatus.UNKNOWN);
        assertThat(broken.run(step(StepKind.ACCOUNT, null, false)).get()).isEmpty();
        assertThat(broken.run(step(StepKind.RECONCILE, null, false)).get()).isEmpty();
    }

    @Test
    void completesATimeoutWithAnUnknownReport() {
        List<OrderEvent> events = execution.timedOut(step(StepKind.PLACE, freshEntry(), false));

        assertThat(events.get(0).report().status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(events.get(0).report().error()).isEqualTo("no answer in time");
        assertThat(events.get(0).step()).isEqualTo(StepKind.PLACE);
        assertThat(execution.timedOut(step(StepKind.ACCOUNT, null, false))).isEmpty();
    }
}
