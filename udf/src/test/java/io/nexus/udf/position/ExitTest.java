package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.position.CloseRequest;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Stamped;
import org.junit.jupiter.api.Test;

final class ExitTest {
    private static final long DAY_MS = 86_400_000;

    @Test
    void closesALongWhenTheBidReachesItsStop() {
        Tape tape = Tape.holdingLong();

        tape.after(100).bid(98_001);
        assertThat(tape.closes).isEmpty();
        tape.after(100).bid(98_000);

        assertThat(tape.closes)
                .containsExactly(new CloseRequest(
                        Records.ACCOUNT,
                        Records.BTC.key(),
                        Records.ENTRY,
                        Records.ENTRY + "x01",
                        OrderPurpose.CLOSE,
                        ExitReason.STOP_LOSS,
                        Side.SELL,
                        1_000,
                        97_804,
                        false,
                        196_001,
                        Tape.T0 + 200,
                        Records.WALL_MS + Tape.T0 + 200));
    }

    @Test
    void closesAShortWhenTheAskReachesItsStopAndNotWhenTheBidDoes() {
        Tape tape = Tape.holding(Side.SELL, 1_000, 102_000, 96_000, 300);

        tape.after(100).ask(101_999);
        assertThat(tape.closes).isEmpty();
        tape.after(100).ask(102_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(tape.lastClose().side()).isEqualTo(Side.BUY);
        assertThat(tape.lastClose().limitTicks()).isEqualTo(102_204);
    }

    @Test
    void takesProfitAtTheTarget() {
        Tape tape = Tape.holding(Side.BUY, 1, 98_000, 104_000, 300);

        tape.after(100).bid(103_999);
        assertThat(tape.closes).isEmpty();
        tape.after(100).bid(104_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.TAKE_PROFIT);
    }

    @Test
    void backstopsAtTenPercentFromTheBestPrice() {
        Tape tape = Tape.holding(Side.BUY, 1_000, 80_000, 130_000, 300);

        tape.after(100).bid(100_500).after(100).bid(90_451);
        assertThat(tape.closes).isEmpty();
        tape.after(100).bid(90_450);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.DISASTER);
    }

    @Test
    void takesHalfOutAtThreePercentOnceAndKeepsTheRest() {
        Tape tape = Tape.holding(Side.BUY, 1_001, 98_000, 106_000, 300);

        tape.after(100).bid(103_000);
        tape.after(10).fillClose(103_000);
        tape.after(100).bid(103_100);

        assertThat(tape.closes).hasSize(1);
        assertThat(tape.lastClose().purpose()).isEqualTo(OrderPurpose.SCALE_OUT);
        assertThat(tape.lastClose().lots()).isEqualTo(500);
        assertThat(tape.state.positions.get(0).ledger.signedLots).isEqualTo(501);
    }

    @Test
    void closesTheRestOnceAScaleOutInFlightHasSettled() {
        Tape tape = Tape.holding(Side.BUY, 1_000, 98_000, 106_000, 300);

        tape.after(100).bid(103_000).after(100).bid(102_000);
        assertThat(tape.closes).hasSize(1);
        tape.fillClose(102_900);

        assertThat(tape.closes).hasSize(2);
        assertThat(tape.lastClose().purpose()).isEqualTo(OrderPurpose.CLOSE);
        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.TRAILING_STOP);
        assertThat(tape.lastClose().lots()).isEqualTo(500);
    }

    @Test
    void scalesNothingOutOfAPositionTooSmallToHalve() {
        Tape tape = Tape.holding(Side.BUY, 1, 98_000, 106_000, 300);

        tape.after(100).bid(103_000);

        assertThat(tape.closes).isEmpty();
    }

    @Test
    void closesOnAReversalOnlyAfterItLastedThreeSeconds() {
        Tape tape = Tape.holdingLong();
        tape.reversal = 0.66;

        tape.evaluation(100_000, 0.6, 0.5, 300).after(2_999).evaluation(100_000, 0.6, 0.5, 300);
        assertThat(tape.closes).isEmpty();
        tape.after(1).evaluation(100_000, 0.6, 0.5, 300);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.MODEL_REVERSAL);
    }

    @Test
    void forgetsAReversalThatPausedOrFellToTheLimit() {
        Tape tape = Tape.holdingLong();

        tape.reversal = 0.9;
        tape.evaluation(100_000, 0.6, 0.5, 300);
        tape.reversal = 0.65;
        tape.after(2_000).evaluation(100_000, 0.6, 0.5, 300);
        tape.reversal = 0.9;
        tape.after(2_000).evaluation(100_000, 0.6, 0.5, 300);

        assertThat(tape.closes).isEmpty();
    }

    @Test
    void holdsForeverWhenTheModelHasNoOpinion() {
        Tape tape = Tape.holdingLong();

        for (int i = 0; i < 100; i++) {
            tape.after(1_000).evaluation(100_000, 0.6, 0.5, 300);
        }

        assertThat(tape.closes).isEmpty();
    }

    @Test
    void closesWhenMarketQualityStaysLowForTenSeconds() {
        Tape tape = Tape.holdingLong();

        tape.evaluation(100_000, 0.29, 0.5, 300).after(9_999).evaluation(100_000, 0.29, 0.5, 300);
        assertThat(tape.closes).isEmpty();
        tape.after(1).evaluation(100_000, 0.29, 0.5, 300);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.QUALITY);
    }

    @Test
    void forgetsLowQualityOnceItReachesTheLimitAgain() {
        Tape tape = Tape.holdingLong();

        tape.evaluation(100_000, 0.29, 0.5, 300).after(9_000).evaluation(100_000, 0.3, 0.5, 300);
        tape.after(2_000).evaluation(100_000, 0.29, 0.5, 300);

        assertThat(tape.closes).isEmpty();
    }

    @Test
    void closesAfterADay() {
        Tape tape = Tape.holdingLong();

        tape.after(DAY_MS - 1).bid(100_000);
        assertThat(tape.closes).isEmpty();
        tape.after(1).bid(100_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.TIME_LIMIT);
    }

    @Test
    void closesWhenItsFeedIsSilentForAMinuteWhileTheClockGoesOn() {
        Tape tape = Tape.holdingLong().bid(100_000);

        tape.clock(60_000);
        assertThat(tape.closes).isEmpty();
        tape.clock(1_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.FEED_SILENT);
    }

    @Test
    void takesAnOutageOfTheWholeFeedForNoSilence() {
        Tape tape = Tape.holdingLong().bid(100_000).clock(2_000);

        tape.clockJump(10 * 60_000).clock(50_000);

        assertThat(tape.closes).isEmpty();
    }

    /** In a backlog the clock waits for the slowest partition, and comes up to what the others told long ago. */
    @Test
    void takesAClockThatComesUpToTheFeedForNoSilence() {
        Tape tape = Tape.holdingLong().bid(100_000).clock(1_000);
        tape.play(Records.quote(100_000, 100_001, tape.nowMs + 90_000, TradingState.ACTIVE));

        tape.clock(90_000);
        assertThat(tape.closes).isEmpty();
        tape.clock(60_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.FEED_SILENT);
    }

    @Test
    void takesTheEndOfABoundedFeedForNoSilence() {
        Tape tape = Tape.holdingLong().bid(100_000);

        tape.play(Records.market(MarketEventKind.END, 100_000, 100_001, tape.nowMs, TradingState.ACTIVE, null, null));
        tape.clock(200_000);

        assertThat(tape.closes).isEmpty();
    }

    @Test
    void takesSilenceForSilenceAgainWhenAnEndedFeedGoesOn() {
        Tape tape = Tape.holdingLong().bid(100_000);
        tape.play(Records.market(MarketEventKind.END, 100_000, 100_001, tape.nowMs, TradingState.ACTIVE, null, null));

        tape.clock(5_000).bid(100_000).clock(62_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.FEED_SILENT);
    }

    @Test
    void decidesNothingOnStaleDataButLetsItMoveTheBestPrice() {
        Tape tape = Tape.holdingLong();
        Observed fresh = Records.quote(97_000, 97_001, tape.nowMs, TradingState.ACTIVE);
        Stamped stamped = fresh.stamped();

        tape.play(new Observed(
                new Stamped(
                        stamped.kind(),
                        stamped.instrument(),
                        stamped.market().withFreshness(Freshness.STALE),
                        null,
                        0,
                        null,
                        true,
                        stamped.control(),
                        stamped.feedTimeMs(),
                        0),
                null,
                true,
                97_000,
                97_001,
                null,
                null,
                null));
        assertThat(tape.closes).isEmpty();
        assertThat(tape.state.positions.get(0).bidTicks).isEqualTo(97_000);
        tape.after(1).bid(97_000);

        assertThat(tape.closes).hasSize(1);
    }

    @Test
    void closesEverythingWhenFlattenedEvenWithoutATouch() {
        Tape tape = Tape.holdingLong();

        tape.told(TradingState.FLATTENING);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.FLATTEN);
        assertThat(tape.lastClose().isMarket()).isTrue();
    }

    @Test
    void stillProtectsWhenHalted() {
        Tape tape = Tape.holdingLong().told(TradingState.HALTED);

        tape.after(100).bid(97_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.STOP_LOSS);
    }

    @Test
    void closesNothingWhenFrozenAndEverythingDueOnceThawed() {
        Tape tape = Tape.holdingLong().told(TradingState.FROZEN);

        tape.after(100).bid(97_000).clock(120_000);
        assertThat(tape.closes).isEmpty();
        tape.told(TradingState.HALTED).after(100).bid(97_000);

        assertThat(tape.lastClose().reason()).isEqualTo(ExitReason.STOP_LOSS);
    }
}
