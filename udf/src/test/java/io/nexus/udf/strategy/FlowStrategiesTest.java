package io.nexus.udf.strategy;

import static io.nexus.udf.strategy.StrategyProbe.sides;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Bar;
import io.nexus.domain.market.CalendarEvent;
import io.nexus.domain.market.FundingRate;
import io.nexus.domain.market.Liquidation;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies on jumps, forced orders, false breaks and diverging flow, each on a tape made for it, bought and sold. */
final class FlowStrategiesTest {
    private static final long MINUTE_MS = 60_000;

    /** 70 minutes of the feed that go up and down by 80 ticks; volume differs a little. */
    private static Tape history() {
        Tape tape = new Tape(Tape.START_MS + 7_200_000, 600_000);
        for (long n = 70; n > 0; n--) {
            long from = 600_000L + (n % 2 == 0 ? 40 : -40);
            long to = 600_000L - (n % 2 == 0 ? 40 : -40);
            tape.bar(new Bar(
                    MINUTE_MS, tape.timeMs - n * MINUTE_MS, from, 600_050, 599_950, to, 2000 + n % 7, 1000, 50));
        }
        return tape.snapshot(1000, 1000);
    }

    /** One minute that travels 900 ticks on heavy volume. */
    private static Tape jump(Side side) {
        Tape tape = history();
        for (int i = 0; i < 60; i++) {
            tape.move(side.sign() * 15L)
                    .snapshot(1000, 1000)
                    .trade(side, tape.mid, 500)
                    .pass(1000);
        }
        return tape.quote(1000, 1000);
    }

    private static Tape pushed(Tape tape, Side side, long ms) {
        for (long until = tape.timeMs + ms; tape.timeMs < until; ) {
            tape.quote(side == Side.BUY ? 2000 : 1000, side == Side.BUY ? 1000 : 2000)
                    .pass(500);
        }
        return tape;
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void eventDrivenFollowsAJumpThatFlowAgreesWith(Side side) {
        Tape tape = pushed(jump(side).quote(1000, 1000), side, 8000);

        assertThat(sides(StrategyId.EVENT_DRIVEN, tape)).containsExactly(side);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void eventDrivenFadesAJumpThatIsGivenBack(Side side) {
        Tape tape = jump(side.opposite());
        tape.pass(2000).move(side.sign() * 450L).snapshot(1000, 1000);
        tape.pass(8000).move(side.sign() * 250L).snapshot(1000, 1000);

        assertThat(sides(StrategyId.EVENT_DRIVEN, tape)).containsExactly(side);
    }

    @Test
    void eventDrivenIsSilentAroundWhatIsScheduled() {
        Tape funded = history();
        long fundingMs = funded.timeMs + MINUTE_MS + 30_000;
        Tape listed = jump(Side.BUY);
        listed.calendar(new CalendarEvent("listing", listed.timeMs - 60_000));
        funded.funding(new FundingRate(0.0001, fundingMs));
        for (int i = 0; i < 60; i++) {
            funded.move(15)
                    .snapshot(1000, 1000)
                    .trade(Side.BUY, funded.mid, 500)
                    .pass(1000);
        }

        assertThat(sides(StrategyId.EVENT_DRIVEN, pushed(listed, Side.BUY, 8000)))
                .isEmpty();
        assertThat(sides(StrategyId.EVENT_DRIVEN, pushed(funded.quote(1000, 1000), Side.BUY, 8000)))
                .isEmpty();
    }

    /** Small forced orders for two minutes, then a large one while the price falls (for a sale) and open interest with it. */
    private static Tape cascade(Side forced, double openInterestAfter) {
        Tape tape = new Tape(Tape.START_MS + 3_600_000, 600_000).snapshot(1000, 1000);
        for (int i = 0; i < 24; i++) {
            tape.choppy(5000, 2)
                    .openInterest(1_000_000)
                    .liquidation(new Liquidation(600_000, 10, i % 2 == 0 ? Side.BUY : Side.SELL));
        }
        tape.openInterest(openInterestAfter);
        for (int i = 0; i < 15; i++) {
            tape.move(forced.sign() * 15L).snapshot(1000, 1000).pass(1000);
        }
        return tape.liquidation(new Liquidation(tape.mid, 5000, forced)).pass(1000);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void liquidationsAreFollowedAndFadedOnceTheOtherSideAbsorbs(Side forced) {
        Tape tape = cascade(forced, 990_000);
        tape.quote(1000, 1000);
        for (int i = 0; i < 500; i++) {
            tape.trade(forced, tape.mid + forced.sign(), 50)
                    .pass(50)
                    .quote(1000, 1000)
                    .pass(50);
        }

        assertThat(sides(StrategyId.LIQUIDATION_DETECTION, tape)).containsExactly(forced, forced.opposite());
    }

    @Test
    void liquidationsWantFallingOpenInterest() {
        assertThat(sides(StrategyId.LIQUIDATION_DETECTION, cascade(Side.SELL, 1_000_000)))
                .isEmpty();
    }

    /** Half an hour in a range with one old extreme 60 ticks beyond it. */
    private static Tape range(Side extreme) {
        Tape tape = new Tape(Tape.START_MS + 7_200_000, 600_000);
        for (long n = 30; n > 0; n--) {
            long high = n == 12 && extreme == Side.BUY ? 600_110 : 600_050;
            long low = n == 12 && extreme == Side.SELL ? 599_890 : 599_950;
            tape.bar(new Bar(MINUTE_MS, tape.timeMs - n * MINUTE_MS, 600_000, high, low, 600_000, 2000, 1000, 50));
        }
        return tape.snapshot(1000, 1000).pass(MINUTE_MS).quote(1000, 1000);
    }

    private static Tape breakOf(Side extreme, long beyond, long backAfterMs) {
        return breakOf(range(extreme), extreme, beyond, backAfterMs);
    }

    private static Tape breakOf(Tape range, Side extreme, long beyond, long backAfterMs) {
        Tape tape = range.move(extreme.sign() * (110 + beyond)).snapshot(1000, 1000);
        for (int i = 0; i < 5; i++) {
            tape.trade(extreme, tape.mid, 1000).pass(200);
        }
        return tape.pass(backAfterMs)
                .move(-extreme.sign() * (beyond + 60))
                .snapshot(1000, 1000)
                .pass(100);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void trapsTradeTheReturnFromAFalseBreak(Side side) {
        assertThat(sides(StrategyId.LIQUIDITY_TRAPS, breakOf(side.opposite(), 40, 1000)))
                .containsExactly(side);
    }

    @Test
    void trapsTakeFarOrLongBreaksForTrueOnes() {
        assertThat(sides(StrategyId.LIQUIDITY_TRAPS, breakOf(Side.BUY, 200, 1000)))
                .isEmpty();
        assertThat(sides(StrategyId.LIQUIDITY_TRAPS, breakOf(Side.BUY, 40, 300_000)))
                .isEmpty();
        assertThat(sides(StrategyId.LIQUIDITY_TRAPS, breakOf(Side.BUY, 5, 1000)))
                .isEmpty();
    }

    @Test
    void trapsWantMostOfTheVolumeOfTheBreaksBarsBeyondTheLevel() {
        Tape heavyInside = range(Side.BUY).trade(Side.SELL, 600_000, 20_000).pass(200);

        assertThat(sides(StrategyId.LIQUIDITY_TRAPS, breakOf(heavyInside, Side.BUY, 40, 1000)))
                .isEmpty();
    }

    /** Moves on so many steps of ten ticks, a second each, trading so many lots a step. */
    private static void walk(Tape tape, Side side, int steps, long lots) {
        for (int i = 0; i < steps; i++) {
            tape.move(side.sign() * 10L)
                    .snapshot(1000, 1000)
                    .trade(side, tape.mid, lots)
                    .pass(1000);
        }
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void divergenceFadesAnExtremeThatTheDeltaDoesNotConfirm(Side side) {
        Tape tape = new Tape(Tape.START_MS + 3_600_000, 600_000).snapshot(1000, 1000);
        tape.choppy(1_200_000, 20);
        walk(tape, side.opposite(), 12, 500);
        walk(tape, side, 8, 1000);
        walk(tape, side.opposite(), 12, 50);
        walk(tape, side, 4, 50);

        assertThat(sides(StrategyId.DELTA_DIVERGENCE, tape)).containsExactly(side);
    }

    @Test
    void divergenceIsSilentWhereTheDeltaConfirms() {
        Tape tape = new Tape(Tape.START_MS + 3_600_000, 600_000).snapshot(1000, 1000);
        tape.choppy(1_200_000, 20);
        walk(tape, Side.BUY, 12, 500);
        walk(tape, Side.SELL, 8, 50);
        walk(tape, Side.BUY, 12, 500);
        walk(tape, Side.SELL, 4, 50);

        assertThat(sides(StrategyId.DELTA_DIVERGENCE, tape)).isEmpty();
    }
}
