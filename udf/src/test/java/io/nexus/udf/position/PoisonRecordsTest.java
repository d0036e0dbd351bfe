package io.nexus.udf.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.order.StopNotice;
import io.nexus.domain.position.CloseRequest;
import io.nexus.domain.position.PositionMark;
import io.nexus.udf.edge.FeedPace;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.position.PositionListener.Ignored;
import io.nexus.udf.testkit.Mutations;
import io.nexus.udf.testkit.TimedRun;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;

/** Whatever order events bring, Layer 8 protects the positions it has and opens none that Layer 6 can't have admitted. */
class PoisonRecordsTest {
    private static final TradingState ACTIVE = TradingState.ACTIVE;
    private static final OrderIntent ENTRY = Records.entry(Side.BUY, 1_000, Records.plan(98_000, 104_000, 300));
    private static final OrderEvent FILLED =
            Records.report(ENTRY, OrderStatus.FILLED, 1_000, Records.fill(ENTRY, 1, 100_000, 1_000));

    @Test
    void noMutatedEventFailsTheOperatorAndTheStopStillCloses() throws Exception {
        List<OrderEvent> events = List.of(
                Records.admitted(ENTRY, 1_000),
                FILLED.answering(StepKind.QUERY),
                Records.report(ENTRY, OrderStatus.CANCELED, 1_000, Records.fill(ENTRY, 2, 100_000, 400)),
                Records.stopMoved(new StopNotice(ENTRY.positionId(), 2, 98_500, false, false), 1_000),
                OrderEvent.account(
                        Records.ACCOUNT, new AccountReport(BigDecimal.ONE, List.of(), List.of(), 1), 1_000, 1));
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Mutations mutations = new Mutations(random);
            List<Observed> tape = new ArrayList<>();
            tape.add(Records.order(FILLED, ACTIVE));
            tape.add(Records.quote(100_000, 100_001, 1_200, ACTIVE));
            for (int i = 0; i < 20; i++) {
                OrderEvent poison = mutations.mutate(events.get(random.nextInt(events.size())));
                if (poison != null) {
                    tape.add(Records.order(poison, ACTIVE));
                }
            }
            tape.add(Records.quote(97_000, 97_001, 5_000_000_000_000L, ACTIVE));

            List<Object> out = run().run(tape, false);

            assertThat(out.stream().filter(CloseRequest.class::isInstance))
                    .as("seed %d", seed)
                    .isNotEmpty();
        }
    }

    @Test
    void opensNoPositionForAnIdThatLayerSixDoesNotGive() {
        Tape tape = new Tape();
        OrderIntent foreign = new OrderIntent(
                Records.ACCOUNT,
                ENTRY.instrument(),
                "NEXUS_BTCUSDT_5_000009",
                "NEXUS_BTCUSDT_5_000009",
                ENTRY.purpose(),
                Side.BUY,
                ENTRY.type(),
                ENTRY.timeInForce(),
                1_000,
                100_000,
                false,
                0,
                0,
                0,
                1,
                200_000,
                ENTRY.plan(),
                null);
        OrderIntent bare = Records.entry(Side.BUY, 1_000, null);

        tape.order(Records.admitted(foreign, tape.nowMs)).fill(foreign, 100_000, 1_000);
        tape.order(Records.admitted(bare, tape.nowMs)).fill(bare, 100_000, 1_000);

        assertThat(tape.state.positions).isEmpty();
        assertThat(tape.ignored).hasSize(4).containsOnly(Ignored.NEVER_ADMITTED);
    }

    @Test
    void opensNoPositionAgainFromWhatIsOlderThanItRemembers() {
        Tape tape = Tape.holdingLong().after(100).bid(97_000).fillClose(97_000);
        tape.state.finished.clear(); // 64 positions later
        tape.after(3_700_000);
        OrderEvent admitted = Records.admitted(ENTRY, Tape.T0);
        OrderEvent filled = Records.report(ENTRY, OrderStatus.FILLED, Tape.T0, Records.fill(ENTRY, 1, 100_000, 1_000));

        tape.readAgain(admitted).readAgain(filled).readAgain(filled.answering(StepKind.RECONCILE));

        assertThat(tape.state.positions).isEmpty();
        assertThat(tape.ignored).hasSize(3).containsOnly(Ignored.OUTDATED);
    }

    @Test
    void takesNoForeignExitAndNoContradiction() {
        Tape tape = Tape.holdingLong();
        OrderIntent close =
                Records.close(Tape.holdingLong().after(100).bid(97_000).lastClose());
        OrderIntent foreign = new OrderIntent(
                close.account(),
                close.instrument(),
                "NEXUS_X_1_000001x01",
                close.positionId(),
                close.purpose(),
                close.side(),
                close.type(),
                close.timeInForce(),
                close.lots(),
                97_000,
                true,
                0,
                0,
                0,
                0,
                0,
                null,
                close.exitReason());
        OrderIntent turned = Records.entry(Side.SELL, 1_000, ENTRY.plan());

        tape.fill(foreign, 97_000, 1_000).fill(turned, 97_000, 1_000);

        assertThat(tape.state.positions.get(0).lots()).isEqualTo(1_000);
        assertThat(tape.ignored).containsExactly(Ignored.FOREIGN_EXIT, Ignored.CONTRADICTION);
    }

    @Test
    void anInstrumentThatLeftTheCatalogueStopsNothing() throws Exception {
        InstrumentCatalog other = new InstrumentCatalog(List.of(Records.instrument("ETHUSDT")));
        TimedRun<String, Observed, Void> run = run(other);

        List<Object> out =
                run.run(List.of(Records.order(FILLED, ACTIVE), Records.quote(97_000, 97_001, 1_200, ACTIVE)), false);

        assertThat(out).isEmpty();
        assertThat(run.finish(100_000)).isEmpty();
    }

    @Test
    void whatIsExecutedWithoutAReportIsProtectedOnceItIsEstimated() {
        Tape tape = new Tape();
        OrderIntent entry = Records.entry(Side.BUY, 10, Records.plan(98_000, 104_000, 300));
        var estimate = new Fill(-7, entry.clientOrderId(), Side.BUY, 100_000, 10, BigDecimal.ONE, 1);
        tape.order(Records.report(entry, OrderStatus.FILLED, tape.nowMs, estimate))
                .after(100)
                .bid(97_000);
        assertThat(tape.lastClose().lots()).isEqualTo(10);

        tape.order(Records.report(entry, OrderStatus.FILLED, tape.nowMs, Records.fill(entry, 1, 99_990, 10)));

        assertThat(tape.state.positions.get(0).lots()).isEqualTo(10);
        tape.fillClose(97_000);
        // 0.01 BTC from 9,999.0 to 9,700.0
        assertThat(tape.outcomes.get(0).grossPnl()).isEqualByComparingTo("-2.99");
        assertThat(tape.marks).extracting(PositionMark::signedLots).last().isEqualTo(0L);
    }

    private static TimedRun<String, Observed, Void> run() {
        return run(new InstrumentCatalog(List.of(Records.BTC)));
    }

    private static TimedRun<String, Observed, Void> run(InstrumentCatalog catalog) {
        return new TimedRun<String, Observed, Void>(
                        () -> new PositionFunction(
                                PositionConfig.defaults(), catalog, ReversalForecast.NO_OPINION, FeedPace.REPLAYED),
                        observed -> observed.stamped().instrument(),
                        Types.STRING,
                        observed -> Math.max(0, Math.min(observed.stamped().feedTimeMs(), 1_000_000)))
                .withSide(PositionFunction.CLOSES)
                .withSide(PositionFunction.MARKS)
                .withSide(PositionFunction.STOP_MOVES)
                .withSide(PositionFunction.DUST)
                .withSide(PositionFunction.OUTCOMES);
    }
}
