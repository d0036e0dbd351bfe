package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.TradingState;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.outcome.TradeOutcome;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.domain.position.StopMove;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.testkit.StateTypes;
import io.nexus.udf.testkit.TimedRun;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

final class PositionFunctionTest {
    private static final TradingState ACTIVE = TradingState.ACTIVE;
    private static final OrderIntent ENTRY = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));

    @Test
    void livesTheSameLifeStraightAndRestoredBeforeEveryElement() throws Exception {
        CloseRequest expected = Tape.holdingLong().after(100).bid(97_000).lastClose();
        OrderIntent close = Records.close(expected);
        List<Observed> life = List.of(
                Records.order(Records.admitted(ENTRY, 1_000), ACTIVE),
                Records.order(
                        Records.report(ENTRY, OrderStatus.FILLED, 1_100, Records.fill(ENTRY, 1, 100_000, 1_000)),
                        ACTIVE),
                Records.quote(100_000, 100_001, 1_200, ACTIVE),
                Records.quote(101_000, 101_001, 1_300, ACTIVE),
                Records.quote(100_400, 100_401, 4_000, ACTIVE),
                Records.order(Records.admitted(close, 4_010), ACTIVE),
                Records.order(
                        Records.report(close, OrderStatus.FILLED, 4_020, Records.fill(close, 2, 100_390, 1_000)),
                        ACTIVE),
                Records.quote(90_000, 90_001, 9_000, ACTIVE));

        List<Object> straight = run().run(life, false);
        TimedRun<String, Observed, Void> restoring = run();
        List<Object> restored = restoring.run(life, true);
        List<Object> rest = restoring.finish(100_000);

        assertThat(restored).isEqualTo(straight);
        assertThat(straight.stream().filter(CloseRequest.class::isInstance).map(CloseRequest.class::cast))
                .extracting(CloseRequest::reason)
                .containsExactly(ExitReason.TRAILING_STOP);
        assertThat(straight.stream().filter(StopMove.class::isInstance)).hasSize(2);
        assertThat(straight.stream().filter(PositionMark.class::isInstance)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(straight.stream().filter(TradeOutcome.class::isInstance)).hasSize(1);
        assertThat(rest).isEmpty();
        assertThat(restoring.timersLeft()).isZero();
    }

    @Test
    void marksASilentPositionByTheClock() throws Exception {
        TimedRun<String, Observed, Void> run = run();
        run.run(
                List.of(
                        Records.order(
                                Records.report(
                                        ENTRY, OrderStatus.FILLED, 1_000, Records.fill(ENTRY, 1, 100_000, 1_000)),
                                ACTIVE),
                        Records.quote(100_000, 100_001, 1_200, ACTIVE)),
                false);

        List<Object> outputs = run.finish(2_500);

        assertThat(outputs).hasSize(1);
        assertThat(((PositionMark) outputs.get(0)).feedTimeMs()).isEqualTo(2_500);
        assertThat(run.timersLeft()).isEqualTo(1);
    }

    @Test
    void closesNothingWhenTheFeedIsDrained() throws Exception {
        TimedRun<String, Observed, Void> run = run();
        run.run(
                List.of(Records.order(
                        Records.report(ENTRY, OrderStatus.FILLED, 1_000, Records.fill(ENTRY, 1, 100_000, 1_000)),
                        ACTIVE)),
                false);

        List<Object> outputs = run.finish(Long.MAX_VALUE);

        assertThat(outputs).isEmpty();
        assertThat(run.timersLeft()).isZero();
    }

    @Test
    void keepsNothingOfInstrumentsWithoutPositions() throws Exception {
        TimedRun<String, Observed, Void> run = run();

        run.run(List.of(Records.quote(100_000, 100_001, 1_000, ACTIVE)), false);
        run.finish(2_000);

        assertThat(run.entriesLeft()).isZero();
    }

    @Test
    void stateAndOutputsAreSerializedByFlink() {
        StateTypes.assertSerializedByFlink(
                InstrumentPositions.class, CloseRequest.class, PositionMark.class, StopMove.class, TradeOutcome.class);
        StateTypes.assertShippable(new PositionFunction(
                PositionConfig.defaults(), new InstrumentCatalog(List.of(Records.BTC)), ReversalForecast.NO_OPINION));
    }

    private static TimedRun<String, Observed, Void> run() {
        return new TimedRun<String, Observed, Void>(
                        () -> new PositionFunction(
                                PositionConfig.defaults(),
                                new InstrumentCatalog(List.of(Records.BTC)),
                                ReversalForecast.NO_OPINION),
                        observed -> observed.stamped().instrument(),
                        Types.STRING,
                        observed -> observed.stamped().feedTimeMs())
                .withSide(PositionFunction.CLOSES)
                .withSide(PositionFunction.MARKS)
                .withSide(PositionFunction.STOP_MOVES)
                .withSide(PositionFunction.OUTCOMES);
    }
}
