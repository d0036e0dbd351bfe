package io.nexus.udf.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.RejectReason;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private final Intake intake = new Intake(IntakeConfig.defaults());
    private final IntakeState state = new IntakeState();

    @Test
    void refusesASequenceThatIsNotAboveTheLastAndSaysBoth() {
        assertThat(intake.accept(state, Events.quote(5, 1_000))).isNull();

        DeadLetter refusal = intake.accept(state, Events.quote(5, 1_001));

        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(RejectReason.REPLAYED_SEQUENCE);
        assertThat(refusal.detail()).isEqualTo("sequence=5 last=5");
        assertThat(state.accepted).isEqualTo(1);
        assertThat(state.replayed).isEqualTo(1);
    }

    @Test
    void aGatewayThatNumbersFromTheBeginningIsHeardAndWhatItSentBeforeIsNot() {
        MarketEvent old = Events.quote(4_999, 1_000).sentAs(4_999, 70_000);
        intake.accept(state, old);
        intake.accept(state, Events.quote(5_000, 1_000).sentAs(5_000, 70_001));

        assertThat(intake.accept(state, Events.quote(1, 2_000).sentAs(1, 90_000)))
                .isNull();
        assertThat(intake.accept(state, Events.quote(2, 2_001).sentAs(2, 90_000)))
                .isNull();
        assertThat(intake.accept(state, Events.quote(1, 2_000).sentAs(1, 90_000)))
                .isNotNull();
        assertThat(intake.accept(state, old.sentAs(2, 70_000))).isNotNull();

        assertThat(state.renumbered).isEqualTo(1);
        assertThat(state.replayed).isEqualTo(2);
        assertThat(state.missing).isZero();
        assertThat(state.accepted).isEqualTo(4);
    }

    @Test
    void aTimeOfSigningFromTheFutureDoesNotShutOutAGatewayThatNumbersAgain() {
        intake.accept(state, Events.quote(5, 1_000).sentAs(5, 70_000));
        intake.accept(state, Events.quote(6, 1_000, Freshness.FUTURE).sentAs(6, 999_000_000));

        assertThat(intake.accept(state, Events.quote(1, 2_000).sentAs(1, 70_001)))
                .isNull();
    }

    @Test
    void countsSequenceNumbersThatNeverCame() {
        intake.accept(state, Events.quote(1, 1_000));
        intake.accept(state, Events.quote(4, 1_000));

        assertThat(state.missing).isEqualTo(2);
    }

    @Test
    void evaluatesAtMostOncePerInterval() {
        assertThat(intake.evaluation(state, Events.quote(1, 1_000))).isEqualTo(1);
        assertThat(intake.evaluation(state, Events.quote(2, 1_099))).isZero();
        assertThat(intake.evaluation(state, Events.quote(3, 1_100))).isEqualTo(2);
    }

    @Test
    void evaluatesNothingOnTheEndMarker() {
        assertThat(intake.evaluation(state, Events.end(1, 1_000))).isZero();
        assertThat(intake.isCountDue(state, Events.end(1, 1_000))).isTrue();
    }

    @Test
    void countsLateMessagesByDirectionAndShowsTheFirstOfARow() {
        DeadLetter first = taken(Events.quote(1, 1_000, Freshness.STALE));
        DeadLetter second = taken(Events.quote(2, 1_001, Freshness.STALE));
        taken(Events.quote(3, 20_000));
        DeadLetter ahead = taken(Events.quote(4, 50_000, Freshness.FUTURE));

        assertThat(first.reason()).isEqualTo(RejectReason.STALE);
        assertThat(second).isNull();
        assertThat(ahead.reason()).isEqualTo(RejectReason.FUTURE);
        assertThat(ahead.detail()).isEqualTo("feedTimeMs=50000 sentAtWallMs=0 newestFeedTimeMs=20000");
        assertThat(state.accepted).isEqualTo(4);
        assertThat(state.stale).isEqualTo(2);
        assertThat(state.future).isEqualTo(1);
    }

    @Test
    void aMessageFromTheFutureDoesNotMoveTheInstrumentsClock() {
        taken(Events.quote(1, 1_000));
        intake.evaluation(state, Events.quote(1, 1_000));
        MarketEvent ahead = Events.quote(2, 99_000, Freshness.FUTURE);
        taken(ahead);

        MarketEvent seen = Intake.timely(state, ahead);

        assertThat(state.feedTimeMs).isEqualTo(1_000);
        assertThat(seen.feedTimeMs()).isEqualTo(1_000);
        assertThat(intake.evaluation(state, seen)).isZero();
        assertThat(intake.evaluation(state, Events.quote(3, 1_100))).isEqualTo(2);
    }

    @Test
    void leavesATradeThatCameBeforeOutAndCountsIt() {
        MarketEvent trade = trade(1, 77);

        assertThat(intake.isRepeat(state, trade)).isFalse();
        assertThat(intake.isRepeat(state, trade(2, 77))).isTrue();
        assertThat(intake.isRepeat(state, Events.quote(3, 1_000))).isFalse();
        assertThat(intake.isRepeat(state, trade(4, 78))).isFalse();

        assertThat(intake.counts(state, trade.instrument()))
                .filteredOn(count -> count.name().equals("trades.repeated"))
                .extracting(FunnelCount::total)
                .containsExactly(1L);
    }

    @Test
    void aRepeatedMessageOfTheGatewayItselfIsNoRejection() {
        intake.accept(state, Events.end(5, 1_000));

        assertThat(intake.accept(state, Events.end(5, 1_000)).isGenerated()).isTrue();
    }

    private static MarketEvent trade(long sequence, long id) {
        return MarketEvent.received(
                        MarketEventKind.TRADE,
                        "BINANCE|USDM|BTCUSDT",
                        1_000,
                        1_000,
                        new Trade(id, 600_000, 5, Side.BUY))
                .sentAs(sequence, 0);
    }

    private DeadLetter taken(MarketEvent event) {
        assertThat(intake.accept(state, event)).isNull();
        return intake.lateness(state, event);
    }
}
