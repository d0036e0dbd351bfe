package io.nexus.udf.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Bar;
import io.nexus.domain.market.Side;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.testkit.Tape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each strategy on a tape made for it, bought and sold. */
final class StrategiesTest {
    private final StrategyMemories memories = new StrategyMemories();

    private List<Signal> fires(Tape tape) {
        return StrategyProbe.fires(tape, memories);
    }

    private List<Side> sides(StrategyId strategy, Tape tape) {
        return StrategyProbe.sides(strategy, tape, memories);
    }

    private static Tape tape() {
        return new Tape(Tape.START_MS + 3_600_000, 600_000).snapshot(1000, 1000);
    }

    @Test
    void nothingFiresInAFlatMarket() {
        assertThat(fires(tape().quiet(1_200_000))).isEmpty();
    }

    @Test
    void nothingFiresOnBarsOfTheFeed() {
        Tape tape = new Tape(Tape.START_MS, 600_000).backFill();

        assertThat(fires(tape)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void orderBookImbalanceFollowsTheHeavySideOnceItHasLasted(Side side) {
        Tape tape = tape().quiet(5000);
        for (int i = 0; i < 40; i++) {
            tape.depth(side == Side.BUY ? 5000 : 200, side == Side.BUY ? 200 : 5000)
                    .pass(100);
        }

        assertThat(sides(StrategyId.ORDER_BOOK_IMBALANCE, tape)).containsExactly(side);
    }

    @Test
    void orderBookImbalanceIgnoresAShortOne() {
        Tape tape = tape().quiet(5000)
                .depth(5000, 10)
                .pass(300)
                .depth(5000, 10)
                .pass(300)
                .depth(1000, 1000)
                .quiet(5000);

        assertThat(sides(StrategyId.ORDER_BOOK_IMBALANCE, tape)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void cumulativeDeltaFollowsASurgeThatThePriceAgreesWith(Side side) {
        Tape tape = tape().choppy(900_000, 2);
        for (int i = 0; i < 60; i++) {
            tape.move(3L * side.sign())
                    .snapshot(1000, 1000)
                    .trade(side, tape.mid + side.sign(), 400)
                    .pass(500);
        }

        assertThat(sides(StrategyId.CUMULATIVE_DELTA, tape)).containsExactly(side);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void vwapReversionFadesAStretchOnceTheDeltaTurns(Side side) {
        Tape tape = tape().choppy(2_000_000, 20);
        tape.mid = 600_010 - 28L * side.sign(); // the session's prices: 600,000 and 600,020 in turn
        for (int i = 0; i < 90; i++) {
            tape.move(i % 2 == 0 ? 4 : -4).snapshot(1000, 1000);
            tape.trade(side.opposite(), tape.mid, 20).pass(1000);
        }
        for (int i = 0; i < 10; i++) {
            tape.move(i % 2 == 0 ? 4 : -4)
                    .snapshot(1000, 1000)
                    .trade(side, tape.mid, 20)
                    .pass(1000);
        }

        assertThat(sides(StrategyId.VWAP_REVERSION, tape)).containsExactly(side);
    }

    @Test
    void vwapReversionKeepsOutOfTrends() {
        memories.regimeGroup = RegimeGroup.TRENDING;
        Tape tape = tape().choppy(2_000_000, 20);
        tape.mid = 600_010 - 28;
        for (int i = 0; i < 100; i++) {
            tape.move(i % 2 == 0 ? 4 : -4).snapshot(1000, 1000);
            tape.trade(i < 90 ? Side.SELL : Side.BUY, tape.mid, 20).pass(1000);
        }

        assertThat(sides(StrategyId.VWAP_REVERSION, tape)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void momentumBreakoutFollowsACloseBeyondTheChannelOnVolume(Side side) {
        assertThat(sides(StrategyId.MOMENTUM_BREAKOUT, breakout(side, 400))).containsExactly(side);
    }

    @Test
    void momentumBreakoutWantsVolume() {
        assertThat(sides(StrategyId.MOMENTUM_BREAKOUT, breakout(Side.BUY, 1))).isEmpty();
    }

    /** An hour of bars of the feed in a range, then one strong minute that ends 400 ticks beyond it. */
    private static Tape breakout(Side side, long lots) {
        Tape tape = new Tape(Tape.START_MS + 7_200_000, 600_000);
        for (long n = 60; n > 0; n--) {
            long from = 600_000L + (n % 2 == 0 ? 40 : -40);
            long to = 600_000L - (n % 2 == 0 ? 40 : -40);
            tape.bar(new Bar(60_000, tape.timeMs - n * 60_000, from, 600_050, 599_950, to, 2000, 1000, 50));
        }
        tape.snapshot(1000, 1000);
        for (int i = 0; i < 60; i++) {
            tape.move(side.sign() * 20L)
                    .snapshot(1000, 1000)
                    .trade(side, tape.mid, lots)
                    .pass(1000);
        }
        return tape.quiet(500);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void volumeImbalanceFollowsThreeFastBarsOfOneSign(Side side) {
        Tape tape = tape();
        for (int i = 0; i < 6000; i++) {
            tape.trade(i / 20 % 2 == 0 ? Side.BUY : Side.SELL, tape.mid, 30 + i % 5)
                    .pass(200);
        }
        for (int i = 0; i < 400; i++) {
            tape.trade(side, tape.mid, 60).pass(20);
        }

        assertThat(sides(StrategyId.VOLUME_IMBALANCE, tape)).endsWith(side);
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void absorptionBreakoutTradesWithTheSideThatAbsorbed(Side side) {
        Tape tape = tape().quiet(600_000);
        for (int i = 0; i < 40; i++) {
            tape.trade(side.opposite(), tape.mid - side.sign(), 400).pass(100);
        }
        tape.pass(500).move(200L * side.sign()).snapshot(1000, 1000);
        tape.trade(side, tape.mid + side.sign(), 800).pass(100);

        assertThat(sides(StrategyId.ABSORPTION_BREAKOUT, tape)).containsExactly(side);
    }

    @Test
    void absorptionBreakoutForgetsHitsAfterTwentySecondsHoweverFewEventsCome() {
        Tape tape = tape().quiet(600_000);
        for (int i = 0; i < 40; i++) {
            tape.sell(400).pass(6000);
        }
        tape.move(200).snapshot(1000, 1000).buy(800).pass(100);

        assertThat(sides(StrategyId.ABSORPTION_BREAKOUT, tape)).isEmpty();
    }

    @Test
    void absorptionBreakoutStandsAsideWhenTheLevelBreaks() {
        Tape tape = tape().quiet(600_000);
        for (int i = 0; i < 40; i++) {
            tape.sell(400).pass(100);
        }
        tape.move(-200).snapshot(1000, 1000).buy(800).pass(100);

        assertThat(sides(StrategyId.ABSORPTION_BREAKOUT, tape)).isEmpty();
    }
}
