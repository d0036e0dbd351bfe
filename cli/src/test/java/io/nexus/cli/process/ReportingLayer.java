package io.nexus.cli.process;

import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.SignedRecords;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingCause;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Layer 6 in the hand of a test: reads control from the beginning and reports one account ten times a second. */
final class ReportingLayer implements AutoCloseable {
    private final Thread thread;
    private volatile boolean isRunning = true;

    /** @param limit what the account's limits make of the state that control asks for */
    ReportingLayer(Properties client, FeedKeys keys, String runId, String account, UnaryOperator<TradingState> limit) {
        thread = new Thread(() -> report(client, keys, new TradingStateRule(runId, account), account, limit));
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        isRunning = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(
            Properties client,
            FeedKeys keys,
            TradingStateRule rule,
            String account,
            UnaryOperator<TradingState> limit) {
        SignedRecords signed = new SignedRecords(keys);
        RecordSigner signer = new RecordSigner(keys, System::currentTimeMillis);
        TopicPartition control = new TopicPartition(Topics.CONTROL, 0);
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.assign(List.of(control));
            consumer.seekToBeginning(List.of(control));
            while (isRunning) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    ControlMessage message = signed.control(record).message();
                    if (message != null) {
                        rule.read(message.withVersion(record.offset()));
                    }
                }
                TradingState state = limit.apply(rule.state());
                TradingCause cause = state == rule.state() ? rule.status().cause() : TradingCause.LOSS_LIMIT;
                ControlMessage message = snapshot(account, state, cause, rule);
                var unused = producer.send(signer.signed(TopicRecord.of(Topics.CONTROL, message.key(), message)));
            }
        }
    }

    private static ControlMessage snapshot(
            String account, TradingState state, TradingCause cause, TradingStateRule rule) {
        AccountSnapshot snapshot = new AccountSnapshot(
                account,
                1_000,
                BigDecimal.TEN,
                BigDecimal.TEN,
                0,
                0,
                0,
                0,
                0,
                0,
                state,
                rule.version(),
                0,
                0,
                rule.messageId(),
                cause,
                "",
                0);
        return ControlMessage.of(snapshot, "run");
    }
}
