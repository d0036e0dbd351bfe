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
import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.testkit.StateTypes;
import io.nexus.udf.testkit.TimedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionFunctionTest {
    private static final TradingState ACTIVE = TradingState.ACTIVE;
    private static final OrderIntent ENTRY = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));

    private static final Observed FILLED = Records.order(
            Records.report(ENTRY, OrderStatus.FILLED, 1_000, Records.fill(ENTRY, 1, 100_000, 1_000)), ACTIVE);
    private static final Observed QUOTE = Records.quote(100_000, 100_001, 1_200, ACTIVE);

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
        List<Object> outputs = run().run(List.of(FILLED, QUOTE, Records.clock(ACTIVE, 2_500)), false);

        assertThat(outputs).last().isInstanceOf(PositionMark.class);
        assertThat(((PositionMark) outputs.get(outputs.size() - 1)).feedTimeMs())
                .isEqualTo(2_500);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closesAsSilentWhenItsOwnPartitionBringsNothingMore(boolean isRestored) throws Exception {
        List<Object> outputs = run().run(silence(62), isRestored);

        assertThat(closes(outputs)).extracting(CloseRequest::reason).startsWith(ExitReason.FEED_SILENT);
        assertThat(closes(outputs.subList(0, outputs.size() - 3))).isEmpty();
    }

    /** The watermark waits for a partition that is still being read up; the clock does not. */
    @Test
    void takesABacklogForNoSilence() throws Exception {
        TimedRun<String, Observed, Void> run = run(
                FeedPace.LIVE, observed -> Math.min(1_200, observed.stamped().feedTimeMs()));

        List<Object> outputs = run.run(silence(600), false);

        assertThat(closes(outputs)).isEmpty();
        assertThat(outputs).last().isInstanceOf(PositionMark.class);
    }

    @Test
    void closesAtTheTimeLimitByTheClockAlone() throws Exception {
        long maxAgeMs = PositionConfig.defaults().exits().maxAgeMs();

        List<Object> outputs = run().run(
                        List.of(
                                FILLED,
                                QUOTE,
                                Records.clock(ACTIVE, 900 + maxAgeMs),
                                Records.clock(ACTIVE, 1_000 + maxAgeMs)),
                        false);

        assertThat(closes(outputs)).extracting(CloseRequest::reason).containsExactly(ExitReason.TIME_LIMIT);
        assertThat(closes(outputs)).extracting(CloseRequest::triggeredAtMs).containsExactly(1_000 + maxAgeMs);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void repeatsACloseWithoutAnyWatermark(boolean isRestored) throws Exception {
        long repeatMs = PositionConfig.defaults().closing().repeatMs();
        TimedRun<String, Observed, Void> run = run(FeedPace.REPLAYED, observed -> Long.MIN_VALUE);

        List<Object> outputs = run.run(
                List.of(
                        FILLED,
                        QUOTE,
                        Records.quote(97_000, 97_001, 1_300, ACTIVE),
                        Records.clock(ACTIVE, 1_200 + repeatMs),
                        Records.clock(ACTIVE, 1_300 + repeatMs),
                        Records.clock(ACTIVE, 2_300 + repeatMs)),
                isRestored);

        assertThat(closes(outputs)).hasSize(2);
        assertThat(closes(outputs).get(1)).isEqualTo(closes(outputs).get(0));
    }

    @Test
    void repeatsACloseByWallTimeWhenALiveFeedStops() throws Exception {
        long repeatMs = PositionConfig.defaults().closing().repeatMs();
        Observed stop = Records.quote(97_000, 97_001, 1_300, ACTIVE);
        TimedRun<String, Observed, Void> live =
                run(FeedPace.LIVE, observed -> observed.stamped().feedTimeMs());
        TimedRun<String, Observed, Void> replayed = run();
        CloseRequest asked = closes(live.run(List.of(FILLED, QUOTE, Records.clock(ACTIVE, 1_250), stop), false))
                .get(0);
        replayed.run(List.of(FILLED, QUOTE, Records.clock(ACTIVE, 1_250), stop), false);

        List<Object> outputs = live.pass(0, 3 * repeatMs + 2_000, 100);

        assertThat(closes(outputs)).hasSize(3).containsOnly(asked);
        assertThat(replayed.pass(0, 3 * repeatMs + 2_000, 100)).isEmpty();
    }

    @Test
    void neverRepeatsMoreOftenForHavingTwoClocks() throws Exception {
        long repeatMs = PositionConfig.defaults().closing().repeatMs();
        TimedRun<String, Observed, Void> run =
                run(FeedPace.LIVE, observed -> observed.stamped().feedTimeMs());
        run.run(List.of(FILLED, QUOTE, Records.quote(97_000, 97_001, 1_300, ACTIVE)), false);

        List<Object> outputs = run.pass(0, repeatMs + 1_200, 100);
        outputs.addAll(run.next(Records.clock(ACTIVE, 1_300 + repeatMs + 1_200)));

        assertThat(closes(outputs)).hasSize(1);
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
                PositionConfig.defaults(),
                new InstrumentCatalog(List.of(Records.BTC)),
                ReversalForecast.NO_OPINION,
                FeedPace.LIVE));
    }

    /** A filled position, one quote, then nothing but so many ticks, one a second. */
    private static List<Observed> silence(int ticks) {
        List<Observed> records = new ArrayList<>(List.of(FILLED, QUOTE));
        for (int i = 1; i <= ticks; i++) {
            records.add(Records.clock(ACTIVE, 1_200 + i * 1_000L));
        }
        return records;
    }

    private static List<CloseRequest> closes(List<Object> outputs) {
        return outputs.stream()
                .filter(CloseRequest.class::isInstance)
                .map(CloseRequest.class::cast)
                .toList();
    }

    private static TimedRun<String, Observed, Void> run() {
        return run(FeedPace.REPLAYED, observed -> observed.stamped().feedTimeMs());
    }

    private static TimedRun<String, Observed, Void> run(FeedPace pace, ToLongFunction<Observed> timestampMs) {
        return new TimedRun<String, Observed, Void>(
                        () -> new PositionFunction(
                                PositionConfig.defaults(),
                                new InstrumentCatalog(List.of(Records.BTC)),
                                ReversalForecast.NO_OPINION,
                                pace),
                        observed -> observed.stamped().instrument(),
                        Types.STRING,
                        timestampMs)
                .withSide(PositionFunction.CLOSES)
                .withSide(PositionFunction.MARKS)
                .withSide(PositionFunction.STOP_MOVES)
                .withSide(PositionFunction.OUTCOMES);
    }
}
