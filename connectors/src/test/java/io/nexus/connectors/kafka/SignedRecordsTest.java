package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderRecord;
import io.nexus.domain.skip.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignedRecordsTest {
    private static final String ACCOUNT = "SIM|USDM|main";

    @TempDir
    Path directory;

    private FeedKeys keys;
    private SignedRecords records;

    @BeforeEach
    void open() {
        keys = FeedKeys.create(directory.resolve("feed.keys"), "k1");
        records = new SignedRecords(keys);
    }

    private static ControlMessage halted() {
        return ControlMessage.of(new TradingStateChange(ACCOUNT, TradingState.HALTED, "by hand"), 5)
                .withId("1");
    }

    private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent, String topic) {
        var read = new ConsumerRecord<>(topic, 3, 17, sent.key(), sent.value());
        sent.headers().forEach(read.headers()::add);
        return read;
    }

    private static ProducerRecord<byte[], byte[]> signed(FeedKeys by, String topic, String key, Object message) {
        return new RecordSigner(by, () -> 1_000).signed(TopicRecord.of(topic, key, message));
    }

    private ConsumerRecord<byte[], byte[]> signed(String topic, String key, String json) {
        TopicRecord record =
                new TopicRecord(topic, key.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
        return read(new RecordSigner(keys, () -> 1_000).signed(record), topic);
    }

    @Test
    void believesWhatOneOfTheKeysHasSigned() {
        ControlRecord record =
                records.control(read(signed(keys, Topics.CONTROL, halted().key(), halted()), Topics.CONTROL));

        assertThat(record).isEqualTo(ControlRecord.authentic(halted(), 17, 1_000));
    }

    @Test
    void believesTheOldKeyWhileTheNewOneSigns() throws IOException {
        FeedKeys newer = FeedKeys.create(directory.resolve("newer.keys"), "k2");
        Path both = Files.writeString(
                directory.resolve("both.keys"),
                Files.readString(directory.resolve("newer.keys")) + Files.readString(directory.resolve("feed.keys")));
        SignedRecords rotated = new SignedRecords(FeedKeys.load(both));

        for (FeedKeys by : new FeedKeys[] {keys, newer}) {
            assertThat(rotated.control(read(signed(by, Topics.CONTROL, halted().key(), halted()), Topics.CONTROL))
                            .message())
                    .isEqualTo(halted());
        }
        assertThat(records.control(read(signed(newer, Topics.CONTROL, halted().key(), halted()), Topics.CONTROL))
                        .refusal()
                        .reason())
                .isEqualTo(RejectReason.UNKNOWN_KEY);
    }

    @Test
    void aRecordOfAnotherTopicOrUnderAnotherKeyIsNotBelieved() {
        ProducerRecord<byte[], byte[]> control = signed(keys, Topics.CONTROL, halted().key(), halted());
        assertThat(records.order(read(control, Topics.ORDERS)).refusal().reason())
                .isEqualTo(RejectReason.WRONG_SIGNATURE);

        ProducerRecord<byte[], byte[]> misplaced = signed(keys, Topics.CONTROL, "START", halted());
        ControlRecord record = records.control(read(misplaced, Topics.CONTROL));
        assertThat(record.refusal().reason()).isEqualTo(RejectReason.NOT_WHOLE);
        assertThat(record.isAuthentic()).isTrue();
    }

    @Test
    void whatIsUnsignedIsNoControlMessageAndSaysWhereItIs() {
        TopicRecord record = TopicRecord.of(Topics.CONTROL, halted().key(), halted());

        ControlRecord refused = records.control(read(record.producerRecord(), Topics.CONTROL));

        assertThat(refused.isAuthentic()).isFalse();
        assertThat(refused.refusal().reason()).isEqualTo(RejectReason.MISSING_HEADER);
        assertThat(refused.refusal().detail()).startsWith("nexus.control partition 3 offset 17: ");
        assertThat(refused.refusal().payload()).contains("HALTED");
    }

    @Test
    void aTombstoneIsRefused() {
        var tombstone = new ConsumerRecord<byte[], byte[]>(Topics.CONTROL, 0, 4, new byte[1], null);

        assertThat(records.control(tombstone).refusal().detail()).contains("tombstone");
        assertThat(records.order(tombstone).refusal().reason()).isEqualTo(RejectReason.NOT_WHOLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "null; BROKEN_JSON",
                "{\"kind\":\"TRADING_ST; BROKEN_JSON",
                "{\"kind\":\"NOPE\"}; BROKEN_JSON",
                "[]; BROKEN_JSON",
                "{}; NOT_WHOLE",
                "{\"kind\":\"TRADING_STATE\"}; NOT_WHOLE",
                "{\"kind\":\"TRADING_STATE\",\"tradingState\":{}}; NOT_WHOLE",
                "{\"kind\":\"GOVERNANCE\",\"governance\":{\"modelWeights\":[],\"thresholdAdjustments\":[],\"riskScalers\":[]}}; NOT_WHOLE",
                "{\"kind\":\"STRATEGY_WEIGHTS\",\"weights\":{\"weights\":[0.5]}}; NOT_WHOLE",
                "{\"kind\":\"ACCOUNT_SNAPSHOT\",\"account\":{\"account\":\"a\",\"equity\":1e999999999}}; NOT_WHOLE"
            })
    void controlThatIsNotWholeIsRefusedThoughItIsSigned(String json, RejectReason reason) {
        ControlRecord record = records.control(signed(Topics.CONTROL, "k", json));

        assertThat(record.message()).isNull();
        assertThat(record.refusal().reason()).isEqualTo(reason);
        assertThat(record.isAuthentic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "null; BROKEN_JSON",
                "{}; NOT_WHOLE",
                "{\"kind\":\"REPORT\",\"account\":\"a\",\"instrument\":\"b\"}; NOT_WHOLE",
                "{\"kind\":\"ACCOUNT\",\"account\":\"a\",\"instrument\":\"\"}; NOT_WHOLE",
                "{\"kind\":\"ACCOUNT\",\"account\":\"a\",\"instrument\":\"\",\"accountReport\":{}}; NOT_WHOLE",
                "{\"kind\":\"ACCOUNT\",\"account\":\"a\",\"accountReport\":{\"wallet\":1,\"positions\":[null],\"funding\":[]}}; NOT_WHOLE"
            })
    void anOrderEventThatIsNotWholeIsRefused(String json, RejectReason reason) {
        OrderRecord record = records.order(signed(Topics.ORDERS, "a", json));

        assertThat(record.event()).isNull();
        assertThat(record.refusal().reason()).isEqualTo(reason);
    }

    @Test
    void anEventUnderTheKeyOfAnotherAccountIsRefused() {
        OrderEvent event = OrderEvent.reconciled(ACCOUNT, 1, 1);

        assertThat(records.order(read(signed(keys, Topics.ORDERS, ACCOUNT, event), Topics.ORDERS))
                        .event())
                .isEqualTo(event);
        assertThat(records.order(read(signed(keys, Topics.ORDERS, "other", event), Topics.ORDERS))
                        .event())
                .isNull();
    }

    @Test
    void governanceThatLoosensIsRefused() {
        Governance loose = new Governance(
                Governance.identity().modelWeights(), new double[5], new double[] {50, 50, 50}, new boolean[15], 0);
        ControlMessage message = ControlMessage.of(loose, 1);

        ControlRecord record =
                records.control(read(signed(keys, Topics.CONTROL, message.key(), message), Topics.CONTROL));

        assertThat(record.refusal().detail()).contains("riskScalers must be in [0.25, 1.0], was 50.0");
    }
}
