package io.nexus.udf.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExitReason;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.skip.DeadLetter;
import io.nexus.domain.skip.FunnelCount;
import io.nexus.domain.skip.RejectReason;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.testkit.Mutations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Order events that no book can hold end in the dead letters of Layer 6, and nowhere else. */
class PoisonRecordsTest {
    private static final String GONE = "BINANCE|USDM|GONEUSDT";
    private static final long WALL_MS = 6_000_000;

    private KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput> harness;
    private final List<DeadLetter> letters = new ArrayList<>();
    private final List<FunnelCount> counts = new ArrayList<>();
    private OrderIntent entry;
    private long nowMs = Books.NOW;

    @BeforeEach
    void startTradingWithAPosition() throws Exception {
        RiskFunction function = new RiskFunction(
                RiskConfig.defaults(),
                Books.catalog(),
                "run",
                Books.noEpisodes(),
                new RiskFunction.Clocks(() -> WALL_MS, () -> 2_000));
        harness = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(RiskFunction.CONTROL_STATE)),
                AccountInput::account,
                Types.STRING,
                128,
                1,
                0);
        harness.open();
        harness.processBroadcastElement(new StreamRecord<>(new ControlUpdate(Books.start("run", 1), true), 0));
        harness.processBroadcastElement(
                new StreamRecord<>(new ControlUpdate(Books.state(Books.ACCOUNT, TradingState.ACTIVE, 2), true), 0));
        give(AccountInput.tick(Books.ACCOUNT, nowMs));
        give(AccountInput.of(Books.reconciled(WALL_MS)));
        give(AccountInput.of(Candidates.buy().build()));
        entry = harness.extractOutputValues().stream()
                .filter(input -> input.admitted() != null)
                .findFirst()
                .orElseThrow()
                .admitted();
        give(filled(entry, 1));
        harness.getOutput().clear();
    }

    @AfterEach
    void stop() throws Exception {
        harness.close();
    }

    private static AccountInput filled(OrderIntent order, long tradeId) {
        return AccountInput.of(Books.report(
                order, OrderStatus.FILLED, order.lots(), Books.fill(order, tradeId, 600_001, order.lots(), "0.78")));
    }

    private void give(AccountInput input) throws Exception {
        harness.processElement(new StreamRecord<>(input, Math.max(0, input.feedTimeMs())));
        take(RiskFunction.DEAD_LETTERS, letters);
        take(RiskFunction.COUNTS, counts);
    }

    private <T> void take(OutputTag<T> tag, List<T> into) {
        var output = harness.getSideOutput(tag);
        while (output != null && !output.isEmpty()) {
            into.add(output.poll().getValue());
        }
    }

    private AccountSnapshot snapshot() throws Exception {
        nowMs += 1_000;
        give(AccountInput.tick(Books.ACCOUNT, nowMs));
        List<ControlMessage> messages = new ArrayList<>();
        take(RiskFunction.CONTROL, messages);
        return messages.get(messages.size() - 1).account();
    }

    private static String books(AccountSnapshot snapshot) {
        return snapshot.wallet() + " " + snapshot.equity() + " " + snapshot.openPositions() + " "
                + snapshot.grossExposureRatio();
    }

    @Test
    void noMutatedEventFailsTheOperatorOrMovesTheBooksWhenItIsRefused() throws Exception {
        OrderIntent exit = Books.order("e-x01", entry.positionId(), Side.SELL, entry.lots(), ExitReason.STOP_LOSS);
        OrderIntent foreign = Books.order("f", "f", Side.BUY, 100, null);
        List<OrderEvent> events = List.of(
                OrderEvent.admitted(entry, WALL_MS),
                Books.report(entry, OrderStatus.FILLED, 26, Books.fill(entry, 2, 600_001, 26, "0.78")),
                Books.report(entry, OrderStatus.CANCELED, 9, Books.fill(entry, 3, 600_001, 9, "0.2"))
                        .answering(StepKind.QUERY),
                Books.report(exit, OrderStatus.FILLED, 26, Books.fill(exit, 4, 600_001, 26, "0.78")),
                Books.report(foreign, OrderStatus.FILLED, 100, Books.fill(foreign, 5, 600_001, 100, "3")),
                Books.funding(new FundingPayment(9, Books.BTC, new BigDecimal("1"), Books.NOW)),
                OrderEvent.dust(entry, Books.NOW, WALL_MS));
        int refused = 0;
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            OrderEvent poison = new Mutations(random).mutate(events.get(random.nextInt(events.size())));
            if (poison == null || !poison.account().equals(Books.ACCOUNT)) {
                continue; // unreadable, or of another account: it never comes here
            }
            String before = books(snapshot());
            letters.clear();

            give(AccountInput.of(poison));

            if (!letters.isEmpty()) {
                refused++;
                assertThat(letters).as("seed %d", seed).hasSize(1);
                assertThat(letters.get(0).reason().isOfOrder()).isTrue();
                assertThat(letters.get(0).detail()).isNotBlank();
                assertThat(books(snapshot())).as("seed %d: %s", seed, poison).isEqualTo(before);
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void anExecutionOfAnInstrumentThatLeftTheCatalogueIsCountedOnceAndSeen() throws Exception {
        OrderIntent gone = Books.order(GONE, "g", "g", Side.BUY, 10, null);
        String before = books(snapshot());

        for (int i = 0; i < 3; i++) {
            give(AccountInput.of(Books.report(gone, OrderStatus.FILLED, 10, Books.fill(gone, 77, 600_000, 10, "1"))));
        }

        assertThat(books(snapshot())).isEqualTo(before);
        assertThat(letters).hasSize(3).allMatch(letter -> letter.reason() == RejectReason.ORDER_UNKNOWN_INSTRUMENT);
        assertThat(letters.get(0).detail()).contains(GONE);
        assertThat(letters.get(0).payload()).contains("clientOrderId=g");
        assertThat(counts)
                .filteredOn(count -> count.name().equals("orders.unbooked-fills"))
                .last()
                .isEqualTo(new FunnelCount("", "orders.unbooked-fills", 1, Books.NOW));
    }

    @Test
    void whatThisAccountNeverAdmittedIsNeitherBookedNorFollowed() throws Exception {
        OrderIntent foreign = Books.order("f", "f", Side.BUY, 100, null);
        String before = books(snapshot());
        harness.getOutput().clear();

        give(AccountInput.of(OrderEvent.admitted(foreign, WALL_MS)));
        give(filled(foreign, 5));

        assertThat(books(snapshot())).isEqualTo(before);
        assertThat(letters).extracting(DeadLetter::reason).containsOnly(RejectReason.ORDER_NEVER_ADMITTED);
        assertThat(harness.extractOutputValues()).noneMatch(input -> input.order() != null);
    }

    @Test
    void theVenuesListIsAdoptedAlsoWhenItComesASecondTime() throws Exception {
        OrderIntent listed = Books.order(Books.ETH, "l", "l", Side.BUY, 100, null);
        OrderEvent answer = Books.report(listed, OrderStatus.FILLED, 100, Books.fill(listed, 5, 600_000, 100, "0"))
                .answering(StepKind.RECONCILE);

        give(AccountInput.of(answer));

        assertThat(letters).isEmpty();
        assertThat(snapshot().openPositions()).isEqualTo(2);
    }

    @Test
    void anOldOrderThatIsForgottenIsNotBookedAgain() throws Exception {
        OrderIntent exit = Books.order("x", entry.positionId(), Side.SELL, 26, ExitReason.TAKE_PROFIT);
        OrderEvent closed = Books.report(exit, OrderStatus.FILLED, 26, Books.fill(exit, 2, 600_001, 26, "0"))
                .answering(StepKind.RECONCILE);
        give(AccountInput.of(closed));
        long laterMs = 2 * OrderBooking.REMEMBER_MS;
        nowMs += laterMs;
        snapshot();
        OrderIntent later = Books.order(Books.ETH, "l", "l", Side.BUY, 10, null);
        var laterFill = new Fill(900, "l", Side.BUY, 600_000, 10, BigDecimal.ZERO, Books.NOW + laterMs);
        give(AccountInput.of(
                Books.report(later, OrderStatus.FILLED, 10, laterFill).answering(StepKind.RECONCILE)));
        String before = books(snapshot());
        letters.clear();

        give(filled(entry, 1));
        give(AccountInput.of(closed));
        give(AccountInput.of(OrderEvent.admitted(entry, WALL_MS)));

        assertThat(books(snapshot())).isEqualTo(before);
        assertThat(letters).hasSize(3).allMatch(letter -> letter.reason() == RejectReason.ORDER_OUTDATED);
    }

    @Test
    void anOldFundingPaymentIsNotBookedAgainOnceItIsForgotten() throws Exception {
        long dayMs = 86_400_000;
        FundingPayment old = new FundingPayment(1, Books.BTC, new BigDecimal("5"), Books.NOW);
        give(AccountInput.of(Books.funding(old)));
        give(AccountInput.of(
                Books.funding(new FundingPayment(2, Books.BTC, new BigDecimal("7"), Books.NOW + 31 * dayMs))));
        BigDecimal before = snapshot().wallet();

        give(AccountInput.of(Books.funding(old)));

        assertThat(snapshot().wallet()).isEqualByComparingTo(before);
        assertThat(before).isEqualByComparingTo("100011.22");
    }
}
