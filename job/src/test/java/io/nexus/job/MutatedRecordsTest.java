package io.nexus.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.AccountReport;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.FundingPayment;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.account.VenuePosition;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.ControlUpdate;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.ReferenceCalibration;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.EntryPlan;
import io.nexus.domain.order.Fill;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderRecord;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.StopNotice;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.port.ControlTopic;
import io.nexus.udf.control.ControlGateFunction;
import io.nexus.udf.edge.AccountInput;
import io.nexus.udf.edge.TrackerInput;
import io.nexus.udf.risk.RiskConfig;
import io.nexus.udf.risk.RiskFunction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of orders and control that somebody has changed: each costs itself only. */
final class MutatedRecordsTest {
    private static final String ACCOUNT = "BINANCE|USDM|main";
    private static final String INSTRUMENT = "BINANCE|USDM|BTCUSDT";
    private static final InstrumentCatalog INSTRUMENTS = InstrumentFile.binance2024();
    private static final long NOW = 1_723_161_600_000L;

    @TempDir
    Path directory;

    private int refused;
    private int believed;

    @Test
    void costThemselvesOnly() throws Exception {
        mutate(3_000, 991_214_833);
    }

    @Test
    @Tag("evidence")
    void costThemselvesOnlyManyOfThem() throws Exception {
        for (int round = 0; round < 10; round++) {
            mutate(12_000, 7 + round);
        }
        System.out.println("mutated records: " + refused + " refused, " + believed + " whole and signed");
    }

    /** Half of the records are signed after the change, which only a writer of ours can do: nothing may throw. The others are not: the
     * books may not move. */
    private void mutate(int count, long seed) throws Exception {
        FeedKeys keys = FeedKeys.create(directory.resolve(seed + ".keys"), "k1");
        SignedRecords signed = new SignedRecords(keys);
        RecordSigner signer = new RecordSigner(keys, () -> NOW);
        Random random = new Random(seed);
        var gate = gate();
        var risk = risk();
        try {
            AccountSnapshot before = snapshot(risk, NOW);
            for (int i = 0; i < count; i++) {
                Object whole =
                        random.nextBoolean() ? controls().get(random.nextInt(6)) : orders().get(random.nextInt(5));
                boolean isControl = whole instanceof ControlMessage;
                TopicRecord record = TopicRecord.of(
                        isControl ? Topics.CONTROL : Topics.ORDERS,
                        isControl ? ((ControlMessage) whole).key() : ACCOUNT,
                        whole);
                ProducerRecord<byte[], byte[]> sent = signer.signed(record);
                byte[] changed = JsonMutations.changed(record.value(), random);
                var forged = new ConsumerRecord<>(record.topic(), 0, i, record.key(), changed);
                sent.headers().forEach(forged.headers()::add);
                give(forged, signed, isControl, gate, risk);
                if (i % 100 == 99) {
                    assertThat(snapshot(risk, NOW + i).equity()).isEqualByComparingTo(before.equity());
                    assertThat(snapshot(risk, NOW + i).openPositions()).isEqualTo(before.openPositions());
                }
            }
            assertThat(snapshot(risk, NOW + 1_000_000).equity()).isEqualByComparingTo(before.equity());
            for (int i = 0; i < count; i++) {
                Object whole =
                        random.nextBoolean() ? controls().get(random.nextInt(6)) : orders().get(random.nextInt(5));
                boolean isControl = whole instanceof ControlMessage;
                String topic = isControl ? Topics.CONTROL : Topics.ORDERS;
                byte[] key = (isControl ? ((ControlMessage) whole).key() : ACCOUNT).getBytes(StandardCharsets.UTF_8);
                ProducerRecord<byte[], byte[]> sent = signer.signed(
                        new TopicRecord(topic, key, JsonMutations.changed(RecordJson.write(whole), random)));
                var read = new ConsumerRecord<>(topic, 0, (long) count + i, sent.key(), sent.value());
                sent.headers().forEach(read.headers()::add);
                give(read, signed, isControl, gate, risk);
            }
            assertThat(snapshot(risk, NOW + 2_000_000)).isNotNull();
        } finally {
            gate.close();
            risk.close();
        }
    }

    private void give(
            ConsumerRecord<byte[], byte[]> record,
            SignedRecords signed,
            boolean isControl,
            OneInputStreamOperatorTestHarness<ControlRecord, ControlUpdate> gate,
            KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput> risk)
            throws Exception {
        if (isControl) {
            ControlRecord read = signed.control(record);
            assertThat(read.message() == null ? null : read.message().checked())
                    .as("what is believed is whole")
                    .isSameAs(read.message());
            count(read.message() != null);
            gate.processElement(new StreamRecord<>(read));
            for (ControlUpdate update : gate.extractOutputValues()) {
                risk.processBroadcastElement(new StreamRecord<>(update, 0));
            }
            gate.getOutput().clear();
        } else {
            OrderRecord read = signed.order(record);
            assertThat(read.event() == null ? null : read.event().checked())
                    .as("what is believed is whole")
                    .isSameAs(read.event());
            count(read.event() != null);
            if (read.event() != null) {
                risk.processElement(new StreamRecord<>(AccountInput.of(read.event()), 0));
                risk.getOutput().clear();
            }
        }
    }

    private void count(boolean isBelieved) {
        believed += isBelieved ? 1 : 0;
        refused += isBelieved ? 0 : 1;
    }

    private static AccountSnapshot snapshot(
            KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput> risk, long nowMs)
            throws Exception {
        risk.processElement(new StreamRecord<>(AccountInput.tick(ACCOUNT, nowMs), nowMs));
        AccountSnapshot newest = null;
        for (StreamRecord<ControlMessage> written : risk.getSideOutput(RiskFunction.CONTROL)) {
            newest = written.getValue().account();
        }
        return newest;
    }

    private static OneInputStreamOperatorTestHarness<ControlRecord, ControlUpdate> gate() throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<ControlRecord, ControlUpdate>(
                new ProcessOperator<>(new ControlGateFunction(new EmptyTopic(), () -> NOW)), 128, 1, 0);
        harness.open();
        return harness;
    }

    private static KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput> risk()
            throws Exception {
        RiskFunction function = new RiskFunction(
                RiskConfig.defaults(),
                INSTRUMENTS,
                "run",
                ReferenceCalibration.initial(),
                new RiskFunction.Clocks(() -> NOW, () -> 1));
        var harness = new KeyedBroadcastOperatorTestHarness<String, AccountInput, ControlUpdate, TrackerInput>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(RiskFunction.CONTROL_STATE)),
                AccountInput::account,
                Types.STRING,
                128,
                1,
                0);
        harness.open();
        return harness;
    }

    private static List<ControlMessage> controls() {
        AccountSnapshot snapshot = new AccountSnapshot(
                ACCOUNT,
                NOW,
                BigDecimal.TEN,
                BigDecimal.TEN,
                0,
                0,
                0,
                0,
                0,
                0,
                TradingState.ACTIVE,
                1,
                0,
                0,
                "i",
                TradingCause.CONTROL,
                "",
                0);
        return List.of(
                ControlMessage.start("run", NOW).withId("a"),
                ControlMessage.of(new TradingStateChange(ACCOUNT, TradingState.HALTED, "test"), NOW)
                        .withId("b"),
                ControlMessage.of(Governance.identity(), NOW),
                ControlMessage.of(StrategyWeights.neutral(), NOW),
                ControlMessage.of(ReferenceCalibration.initial(), NOW),
                ControlMessage.of(snapshot, "run"));
    }

    private static List<OrderEvent> orders() {
        EntryPlan plan = new EntryPlan(
                500_000, 700_000, 100, 1_200_001, 0.8, 0.5, 3, 0.2, 0.5, 0.6, BigDecimal.ONE, List.of(), "m");
        OrderIntent intent = new OrderIntent(
                ACCOUNT,
                INSTRUMENT,
                "NEXUS_BTCUSDT_1_000001",
                "NEXUS_BTCUSDT_1_000001",
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                10,
                600_000,
                false,
                NOW,
                NOW,
                NOW,
                1,
                1_200_001,
                plan,
                null);
        Fill fill = new Fill(7, intent.clientOrderId(), Side.BUY, 600_000, 10, BigDecimal.ONE, NOW);
        OrderReport report =
                new OrderReport(intent.clientOrderId(), "v1", OrderStatus.FILLED, 10, List.of(fill), NOW, null);
        AccountReport account = new AccountReport(
                new BigDecimal("100000"),
                List.of(new VenuePosition(INSTRUMENT, 10, BigDecimal.TEN)),
                List.of(new FundingPayment(1, INSTRUMENT, BigDecimal.ONE, NOW)),
                NOW);
        return List.of(
                OrderEvent.admitted(intent, NOW),
                OrderEvent.report(intent, report, NOW, NOW),
                OrderEvent.account(ACCOUNT, account, NOW, NOW),
                OrderEvent.reconciled(ACCOUNT, NOW, NOW),
                OrderEvent.stopMoved(ACCOUNT, INSTRUMENT, new StopNotice("p", 1, 500_000, true, false), NOW));
    }

    /** A control topic that holds nothing. */
    private static final class EmptyTopic implements ControlTopic {
        private static final long serialVersionUID = 1;

        @Override
        public Position position() {
            return new Position("none", 0, 0);
        }

        @Override
        public List<ControlRecord> read(long fromOffset, long toOffset) {
            return List.of();
        }
    }
}
