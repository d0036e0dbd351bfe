package io.nexus.udf.strategy;

import static io.nexus.udf.strategy.StrategyProbe.sides;
import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Side;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strategies that read the book's levels against the tape, each on a tape made for it, bought and sold. */
final class BookStrategiesTest {
    private static Tape tape() {
        return new Tape(Tape.START_MS + 3_600_000, 600_000).snapshot(1000, 1000);
    }

    /** Shows a large order at a distance from the mid and takes it away again. */
    private static Tape display(Tape tape, Side side, long distance, long shownForMs) {
        long ticks = tape.mid - side.sign() * distance;
        return tape.level(side, ticks, 20_000)
                .pass(shownForMs)
                .level(side, ticks, 1000)
                .pass(1000);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void spoofingTradesAgainstTheSideThatShowsAndWithdraws(Side side) {
        Tape tape = tape().quiet(5000);
        display(tape, side.opposite(), 40, 500);
        display(tape, side.opposite(), 40, 500);

        assertThat(sides(StrategyId.SPOOFING_DETECTION, tape)).containsExactly(side);
    }

    @Test
    void spoofingNeedsItTwiceWithinAMinute() {
        Tape tape = tape().quiet(5000);
        display(tape, Side.BUY, 40, 500);
        tape.quiet(61_000);
        display(tape, Side.BUY, 40, 500);

        assertThat(sides(StrategyId.SPOOFING_DETECTION, tape)).isEmpty();
    }

    @Test
    void spoofingTakesLongLivedAndDistantOrdersForHonest() {
        Tape tape = tape().quiet(5000);
        for (int i = 0; i < 3; i++) {
            display(tape, Side.BUY, 40, 4000);
            display(tape, Side.BUY, 140, 500);
        }

        assertThat(sides(StrategyId.SPOOFING_DETECTION, tape)).isEmpty();
    }

    @Test
    void spoofingTakesLevelsWithinAStepOfTheTouchForTheTouch() {
        Tape tape = tape().quiet(5000);
        display(tape, Side.BUY, 3, 500);
        display(tape, Side.BUY, 3, 500);

        assertThat(sides(StrategyId.SPOOFING_DETECTION, tape)).isEmpty();
    }

    @Test
    void spoofingTakesExecutedOrdersForHonest() {
        Tape tape = tape().quiet(5000);
        for (int i = 0; i < 3; i++) {
            tape.level(Side.BUY, tape.mid - 40, 20_000)
                    .trade(Side.SELL, tape.mid - 40, 18_000)
                    .pass(500)
                    .level(Side.BUY, tape.mid - 40, 1000)
                    .pass(1000);
        }

        assertThat(sides(StrategyId.SPOOFING_DETECTION, tape)).isEmpty();
    }

    @Test
    void orderBookImbalanceIsSilentWhileADisplayIsNotToBeTrusted() {
        Tape tape = tape().quiet(5000);
        display(tape, Side.BUY, 40, 500);
        display(tape, Side.BUY, 40, 500);
        for (int i = 0; i < 40; i++) {
            tape.depth(5000, 200).pass(100);
        }

        assertThat(sides(StrategyId.ORDER_BOOK_IMBALANCE, tape)).isEmpty();
    }

    /** Executions that empty the level, each followed by a display. */
    private static Tape refills(Side side, int times, long shownAfter) {
        Tape tape = tape().quote(100, 100);
        for (int i = 0; i < times; i++) {
            tape.trade(side.opposite(), tape.mid - side.sign(), 100)
                    .pass(50)
                    .quote(shownAfter, shownAfter)
                    .pass(400);
        }
        return tape;
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void icebergTradesWithTheSideThatComesBack(Side side) {
        assertThat(sides(StrategyId.ICEBERG_DETECTION, refills(side, 6, 100))).containsExactly(side);
    }

    @Test
    void icebergNeedsThreeRefillsToMostOfTheDisplay() {
        assertThat(sides(StrategyId.ICEBERG_DETECTION, refills(Side.BUY, 2, 100)))
                .isEmpty();
        assertThat(sides(StrategyId.ICEBERG_DETECTION, refills(Side.BUY, 6, 20)))
                .isEmpty();
    }

    @Test
    void icebergTakesDisplaysThatComeBackLateForOtherOrders() {
        Tape tape = tape().quote(100, 100);
        for (int i = 0; i < 6; i++) {
            tape.sell(90)
                    .pass(20)
                    .quote(10, 100)
                    .pass(800)
                    .quote(10, 100)
                    .pass(100)
                    .quote(100, 100)
                    .pass(400);
        }

        assertThat(sides(StrategyId.ICEBERG_DETECTION, tape)).isEmpty();
    }

    @Test
    void icebergEndsWhereTheLevelIsLeft() {
        Tape tape = tape().quote(100, 100);
        for (int i = 0; i < 6; i++) {
            tape.sell(100).pass(50).quote(100, 100).pass(50);
            tape.move(-5).quote(100, 100).pass(50).move(5).quote(100, 100).pass(50);
        }

        assertThat(sides(StrategyId.ICEBERG_DETECTION, tape)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void liquidityAbsorptionFadesAggressorsWhoseLevelRefills(Side side) {
        Tape tape = tape().quiet(400_000);
        for (int i = 0; i < 50; i++) {
            tape.trade(side.opposite(), tape.mid - side.sign(), 500)
                    .pass(50)
                    .quote(1000, 1000)
                    .pass(50);
        }

        assertThat(sides(StrategyId.LIQUIDITY_ABSORPTION, tape)).containsExactly(side);
    }

    @Test
    void liquidityAbsorptionNeedsALevelThatHolds() {
        Tape tape = tape().quiet(400_000).move(-200).snapshot(1000, 1000);
        for (int i = 0; i < 50; i++) {
            tape.sell(500).pass(50).move(-2).snapshot(1000, 1000).pass(50);
        }

        assertThat(sides(StrategyId.LIQUIDITY_ABSORPTION, tape)).isEmpty();
    }

    /** Ten large aggressive trades within half a second, and a jump of the price. */
    private static Tape burst(Side side) {
        Tape tape = tape().choppy(400_000, 2);
        for (int i = 0; i < 10; i++) {
            tape.trade(side, tape.mid + side.sign(), 500).pass(40);
        }
        return tape.move(60L * side.sign()).snapshot(1000, 1000);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void momentumIgnitionFadesABurstThatStops(Side side) {
        Tape tape = burst(side.opposite());
        for (int i = 0; i < 30; i++) {
            tape.quote(1000, 1000).pass(100);
        }

        assertThat(sides(StrategyId.MOMENTUM_IGNITION, tape)).containsExactly(side);
    }

    @Test
    void momentumIgnitionFadesABurstWhoseOwnSideLeaves() {
        Tape tape = burst(Side.BUY).buy(10).pass(100).depth(300, 1000).pass(100);

        assertThat(sides(StrategyId.MOMENTUM_IGNITION, tape)).containsExactly(Side.SELL);
    }

    @Test
    void momentumIgnitionLeavesACarriedBreakoutAlone() {
        Tape tape = burst(Side.BUY);
        for (int i = 0; i < 120; i++) {
            tape.buy(20).quote(1000, 1000).pass(100);
        }

        assertThat(sides(StrategyId.MOMENTUM_IGNITION, tape)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void microstructureFollowsWhatItHasLearntOnceItPaysForTheTrade(Side side) {
        Tape tape = tape();
        for (int second = 0; second < 900; second++) {
            boolean isUp = second / 15 % 2 == 0 == (side == Side.BUY);
            tape.move(isUp ? 200 : -200)
                    .snapshot(isUp ? 5000 : 200, isUp ? 200 : 5000)
                    .quote(isUp ? 5000 : 200, isUp ? 200 : 5000)
                    .pass(1000);
        }
        for (int second = 0; second < 5; second++) {
            tape.move(200L * side.sign())
                    .snapshot(side == Side.BUY ? 5000 : 200, side == Side.BUY ? 200 : 5000)
                    .quote(side == Side.BUY ? 5000 : 200, side == Side.BUY ? 200 : 5000)
                    .pass(1000);
        }

        assertThat(sides(StrategyId.MARKET_MICROSTRUCTURE, tape))
                .contains(side.opposite())
                .endsWith(side);
    }
}
