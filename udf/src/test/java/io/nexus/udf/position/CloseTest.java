package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.udf.position.PositionListener.Ignored;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CloseTest {
    /** A close of {@link Tape#holdingLong} that it did not ask for. */
    private static OrderIntent foreign(String suffix, ExitReason reason, long lots, long limitTicks) {
        CloseRequest likeOurs = Tape.holdingLong().after(100).bid(97_000).lastClose();
        return Records.close(new CloseRequest(
                likeOurs.account(),
                likeOurs.instrument(),
                likeOurs.positionId(),
                Records.ENTRY + suffix,
                reason == ExitReason.SCALE_OUT ? OrderPurpose.SCALE_OUT : OrderPurpose.CLOSE,
                reason,
                Side.SELL,
                lots,
                limitTicks,
                false,
                likeOurs.doubledMidTicks(),
                Tape.T0,
                Records.WALL_MS));
    }

    @Test
    void escalatesFromLimitToRepriceToMarket() {
        Tape tape = Tape.holdingLong();

        tape.after(100).bid(97_000).endClose(OrderStatus.EXPIRED);
        tape.endClose(OrderStatus.CANCELED);
        tape.endClose(OrderStatus.EXPIRED);

        assertThat(tape.closes)
                .extracting(CloseRequest::clientOrderId, CloseRequest::limitTicks, CloseRequest::isMarket)
                .containsExactly(
                        tuple(Records.ENTRY + "x01", 96_806L, false),
                        tuple(Records.ENTRY + "x02", 96_515L, false),
                        tuple(Records.ENTRY + "x03", 96_515L, true));
        assertThat(tape.closes).extracting(CloseRequest::reason).containsOnly(ExitReason.STOP_LOSS);
    }

    @Test
    void waitsLongerAndLongerOnceTheMarketFailedToo() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000);
        for (int i = 0; i < 3; i++) {
            tape.endClose(OrderStatus.EXPIRED);
        }
        assertThat(tape.closes).hasSize(3);

        tape.after(999).bid(97_000);
        assertThat(tape.closes).hasSize(3);
        tape.after(1).bid(97_000);
        assertThat(tape.closes).hasSize(4);
        tape.endClose(OrderStatus.EXPIRED).clock(1_000);
        assertThat(tape.closes).hasSize(4);
        tape.clock(1_000);

        assertThat(tape.closes).hasSize(5);
    }

    @Test
    void aRefusedCloseWaitsAndThenTakesTheOtherKindOfOrderInTurnWithoutEverRunningOutOfIds() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000);
        Set<String> ids = new HashSet<>();
        int days = 2;
        for (long end = tape.nowMs + days * 86_400_000L; tape.nowMs < end; ) {
            ids.add(tape.lastClose().clientOrderId());
            tape.endClose(OrderStatus.REJECTED);
            int before = tape.closes.size();
            for (int seconds = 0; tape.closes.size() == before; seconds++) {
                assertThat(seconds).as("a wait has a bound").isLessThanOrEqualTo(30);
                tape.clock(1_000);
            }
        }

        assertThat(tape.closes.subList(0, 6))
                .extracting(CloseRequest::isMarket)
                .containsExactly(false, false, false, true, false, true);
        assertThat(tape.closes).hasSizeBetween(days * 2_880, days * 2_880 + 10);
        assertThat(ids).hasSizeGreaterThan(1_259).hasSize(tape.closes.size() - 1);
        assertThat(tape.refused).hasSize(tape.closes.size() - 1);
        assertThat(tape.state.positions.get(0).exits).hasSizeLessThan(50);

        tape.endClose(OrderStatus.REJECTED);
        tape.told(TradingState.FLATTENING);
        assertThat(tape.lastClose().clientOrderId()).as("flatten asks at once").isNotIn(ids);
        tape.fillClose(96_000);

        assertThat(tape.outcomes).hasSize(1);
        assertThat(tape.state.positions).isEmpty();
    }

    @Test
    void aCloseThatIsLostIsFollowedByAnother() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000).endClose(OrderStatus.LOST);

        assertThat(tape.closes).hasSize(1);
        tape.clock(1_000);

        assertThat(tape.closes).hasSize(2);
    }

    @Test
    void slicesWhatIsMoreThanTheVenueTakesAtOnce() {
        Tape tape = Tape.holding(Side.BUY, 2_500_000, 98_000, 104_000, 300)
                .after(100)
                .bid(97_000);

        assertThat(tape.lastClose().lots()).isEqualTo(Records.BTC.maxLots());
        tape.fillClose(97_000).fillClose(97_000);
        assertThat(tape.lastClose().lots()).isEqualTo(500_000);
        tape.fillClose(97_000);

        assertThat(tape.outcomes).hasSize(1);
        assertThat(tape.outcomes.get(0).lots()).isEqualTo(2_500_000);
    }

    @Test
    void neverAsksForAPriceBelowTheFirstTick() {
        Tape tape = Tape.holding(Side.BUY, 1_000, 2, 900, 1).after(100).bid(1);

        assertThat(tape.lastClose().limitTicks()).isEqualTo(1);
    }

    @Test
    void asksForTheRestAfterAPartialClose() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000);
        OrderIntent close = Records.close(tape.lastClose());

        tape.fill(close, 97_000, 300);

        assertThat(tape.lastClose().lots()).isEqualTo(700);
        assertThat(tape.lastClose().clientOrderId()).isEqualTo(Records.ENTRY + "x02");
    }

    @Test
    void countsOnFromTheClosesThatAKilledAttemptAskedFor() {
        Tape tape = Tape.holdingLong();
        OrderIntent scaleOut = foreign("x01", ExitReason.SCALE_OUT, 500, 102_000);

        tape.order(Records.admitted(scaleOut, tape.nowMs)).fill(scaleOut, 102_000, 500);
        tape.after(100).bid(103_000);
        assertThat(tape.closes).as("scaled out before").isEmpty();
        tape.after(100).bid(97_000);

        assertThat(tape.lastClose().clientOrderId()).isEqualTo(Records.ENTRY + "x02");
        assertThat(tape.lastClose().lots()).isEqualTo(500);
    }

    @Test
    void hasOneCloseInFlight() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000);

        tape.order(Records.admitted(Records.close(tape.lastClose()), tape.nowMs));
        tape.order(Records.report(Records.close(tape.lastClose()), OrderStatus.UNKNOWN, tape.nowMs));
        tape.after(100).bid(96_000).clock(60_000);

        assertThat(tape.closes).hasSize(1);
    }

    @Test
    void closesBesideAStopThatRestsAtTheVenueAndEndsWithoutWaitingForIt() {
        Tape tape = Tape.holdingLong();
        OrderIntent resting = foreign("d", ExitReason.DISASTER, 1_000, 96_000);

        tape.order(Records.report(resting, OrderStatus.SUBMITTED, tape.nowMs));
        tape.after(100).bid(97_000).fillClose(97_000);

        assertThat(tape.closes).hasSize(1);
        assertThat(tape.outcomes).hasSize(1);
        assertThat(tape.outcomes.get(0).reason()).isEqualTo(ExitReason.STOP_LOSS);
    }

    @Test
    void averagesTheExitOverItsPieces() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000);
        OrderIntent ours = Records.close(tape.lastClose());

        tape.fill(ours, 97_000, 400);

        assertThat(tape.outcomes).isEmpty();
        tape.fillClose(96_900);
        assertThat(tape.outcomes.get(0).exitPriceTicks()).isEqualTo((97_000.0 * 400 + 96_900.0 * 600) / 1_000);
    }

    @Test
    void repeatsAnUnansweredRequestUnderTheSameId() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000);

        tape.clock(4_000);
        assertThat(tape.closes).hasSize(1);
        tape.clock(1_000);

        assertThat(tape.closes).hasSize(2);
        assertThat(tape.closes.get(1)).isEqualTo(tape.closes.get(0));
    }

    @Test
    void reportsTheFinishedTradeExactlyAndMarksItFlat() {
        Tape tape = Tape.holdingLong();

        tape.after(60_000).bid(97_000).after(40).fillClose(96_990);

        TradeOutcome outcome = tape.outcomes.get(0);
        // 1 BTC: (9699.0 - 10000.0), fees 5 bp of 10000 and 9699
        assertThat(outcome.grossPnl()).isEqualByComparingTo("-301");
        assertThat(outcome.fees()).isEqualByComparingTo("9.8495");
        assertThat(outcome.netBps()).isEqualTo(-310.8495);
        assertThat(outcome.reason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(outcome.exitPriceTicks()).isEqualTo(96_990);
        assertThat(outcome.exitSlippageBps()).isEqualTo((97_000.5 - 96_990) / 97_000.5 * 10_000);
        assertThat(outcome.openedAtMs()).isEqualTo(Tape.T0);
        assertThat(outcome.closedAtMs()).isEqualTo(Tape.T0 + 60_040);
        assertThat(outcome.isWin()).isFalse();
        PositionMark last = tape.marks.get(tape.marks.size() - 1);
        assertThat(last.signedLots()).isZero();
        assertThat(last.stopTicks()).isZero();
        assertThat(tape.state.positions).isEmpty();
    }

    @Test
    void managesAPartialEntryWithItsRealQuantity() {
        Tape tape = new Tape();
        OrderIntent entry = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));

        tape.order(Records.admitted(entry, tape.nowMs)).fill(entry, 100_000, 400);
        tape.after(100).bid(98_000);

        assertThat(tape.lastClose().lots()).isEqualTo(400);
    }

    @Test
    void forgetsAnEntryThatFilledNothing() {
        Tape tape = new Tape();
        OrderIntent entry = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));

        tape.order(Records.admitted(entry, tape.nowMs)).bid(90_000);
        tape.order(Records.report(entry, OrderStatus.EXPIRED, tape.nowMs));

        assertThat(tape.state.positions).isEmpty();
        assertThat(tape.closes).isEmpty();
        assertThat(tape.marks).isEmpty();
        assertThat(tape.outcomes).isEmpty();
    }

    @Test
    void opensNoGhostWhenEventsOfAFinishedPositionRepeat() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000).fillClose(97_000);
        OrderIntent entry = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));

        tape.order(Records.admitted(entry, tape.nowMs)).fill(entry, 100_000, 1_000);

        assertThat(tape.state.positions).isEmpty();
        assertThat(tape.ignored).containsExactly(Ignored.FINISHED_POSITION, Ignored.FINISHED_POSITION);
        assertThat(tape.outcomes).hasSize(1);
    }

    @Test
    void countsTheCloseOfAPositionItDoesNotKnow() {
        Tape known = Tape.holdingLong().after(100).bid(97_000);
        Tape tape = new Tape();

        tape.order(Records.admitted(Records.close(known.lastClose()), tape.nowMs));

        assertThat(tape.ignored).containsExactly(Ignored.UNKNOWN_POSITION);
        assertThat(tape.state.positions).isEmpty();
    }

    @Test
    void protectsAPositionWithoutAPlanAtOnceAndTightensWhenAtrIsKnown() {
        Tape tape = new Tape();
        OrderIntent entry = Records.entry(Side.BUY, 1_000, null);

        OrderEvent listed = Records.report(
                        entry, OrderStatus.FILLED, tape.nowMs, Records.fill(entry, 1, 100_000, 1_000))
                .answering(StepKind.RECONCILE);
        tape.order(listed);
        assertThat(tape.stopTicks()).isEqualTo(97_000);
        assertThat(tape.state.positions.get(0).takeProfitTicks).isEqualTo(106_000);
        tape.after(100).evaluation(100_000, 0.6, 0.5, 700);

        assertThat(tape.stopTicks()).isEqualTo(98_600);
        assertThat(tape.state.positions.get(0).takeProfitTicks).isEqualTo(102_800);
    }

    @Test
    void marksOnceASecondAtTheBidOfALong() {
        Tape tape = Tape.holdingLong();

        tape.bid(100_100).after(999).bid(100_200).after(1).bid(100_300);

        assertThat(tape.marks)
                .extracting(PositionMark::bidTicks, PositionMark::stopTicks)
                .containsExactly(tuple(100_100L, 98_000L), tuple(100_300L, 98_000L));
        assertThat(tape.marks.get(1).unrealizedPnl()).isEqualByComparingTo("30");
    }

    /** Whatever the prices and pieces, profit after fees of the outcome is the cash that came back. */
    @Property(tries = 200)
    void profitEqualsCash(
            @ForAll boolean isLong,
            @ForAll @IntRange(min = 2, max = 999) int firstLots,
            @ForAll @IntRange(min = 99_000, max = 101_000) int entryTicks,
            @ForAll @IntRange(min = 90_000, max = 97_000) int exitTicks,
            @ForAll @IntRange(min = 1, max = 998) int partLots) {
        Side side = isLong ? Side.BUY : Side.SELL;
        int sign = side.sign();
        OrderIntent entry =
                Records.entry(side, 1_000, Records.plan(100_000 - sign * 2_000, 100_000 + sign * 20_000, 300));
        Tape tape = new Tape();
        tape.order(Records.report(
                entry,
                OrderStatus.FILLED,
                tape.nowMs,
                Records.fill(entry, 1, entryTicks, firstLots),
                Records.fill(entry, 2, entryTicks + 7, 1_000 - firstLots)));
        long exit = isLong ? exitTicks : 200_000 - exitTicks;
        tape.after(100).play(Records.quote(exit, exit + 1, tape.nowMs, tape.tradingState));
        OrderIntent first = Records.close(tape.lastClose());
        tape.order(Records.report(first, OrderStatus.CANCELED, tape.nowMs, Records.fill(first, 3, exit - 3, partLots)));
        OrderIntent second = Records.close(tape.lastClose());
        tape.order(Records.report(
                second, OrderStatus.FILLED, tape.nowMs, Records.fill(second, 4, exit + 5, 1_000 - partLots)));

        BigDecimal cash = BigDecimal.ZERO;
        cash = cash.subtract(signed(sign, entryTicks, firstLots))
                .subtract(signed(sign, entryTicks + 7, 1_000 - firstLots));
        cash = cash.add(signed(sign, exit - 3, partLots)).add(signed(sign, exit + 5, 1_000 - partLots));
        BigDecimal fees = Records.BTC
                .takerFee(entryTicks, firstLots)
                .add(Records.BTC.takerFee(entryTicks + 7, 1_000 - firstLots))
                .add(Records.BTC.takerFee(exit - 3, partLots))
                .add(Records.BTC.takerFee(exit + 5, 1_000 - partLots));
        TradeOutcome outcome = tape.outcomes.get(0);
        assertThat(outcome.grossPnl().subtract(outcome.fees())).isEqualByComparingTo(cash.subtract(fees));
    }

    /** Order events late, twice and shuffled give the same money. */
    @Property(tries = 200)
    void doesNotDependOnTheOrderOfEvents(@ForAll long seed) {
        OrderIntent entry = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));
        var first = Records.fill(entry, 1, 100_000, 600);
        var second = Records.fill(entry, 2, 100_010, 400);
        var events = new ArrayList<>(List.of(
                Records.admitted(entry, Tape.T0),
                Records.report(entry, OrderStatus.SUBMITTED, Tape.T0),
                Records.report(entry, OrderStatus.PARTIALLY_FILLED, Tape.T0, first),
                Records.report(entry, OrderStatus.FILLED, Tape.T0, first, second)));
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(seed));
        Tape tape = new Tape();

        events.forEach(tape::order);
        tape.after(100).bid(97_000).fillClose(97_000);

        assertThat(tape.outcomes).hasSize(1);
        assertThat(tape.outcomes.get(0).lots()).isEqualTo(1_000);
        assertThat(tape.outcomes.get(0).grossPnl()).isEqualByComparingTo("-300.4");
    }

    private static BigDecimal signed(int sign, long ticks, long lots) {
        return Records.BTC.notional(ticks, lots).multiply(BigDecimal.valueOf(sign));
    }
}
