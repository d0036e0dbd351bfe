package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.wire.FeedKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.flink.util.function.ThrowingRunnable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MoneyWriterTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Mailbox mailbox = new Mailbox();
    private final MetricListener metrics = new MetricListener();
    private FeedKeys keys;
    private MoneyWriter writer;

    @BeforeEach
    void open(@TempDir Path directory) {
        keys = FeedKeys.create(directory.resolve("feed.keys"), "k1");
        writer = new MoneyWriter(
                producer,
                new RecordSigner(keys, () -> 1_000),
                mailbox,
                MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup()));
    }

    @Test
    void handsRecordsOnInOrderSignedAndWithTheSchemaVersion() throws Exception {
        writer.write(record("nexus.orders", 1), null);
        writer.write(record("nexus.control", 2), null);

        SignedRecords signed = new SignedRecords(keys);
        assertThat(producer.history())
                .extracting(ProducerRecord::topic)
                .containsExactly("nexus.orders", "nexus.control");
        for (ProducerRecord<byte[], byte[]> sent : producer.history()) {
            assertThat(sent.headers().lastHeader("schemaVersion").value())
                    .asString()
                    .isEqualTo("1");
            assertThat(signed.verify(read(sent))).isEqualTo(1_000);
        }
    }

    private static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent) {
        var read = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(read.headers()::add);
        return read;
    }

    @Test
    void aFlushReturnsWhenEverythingIsAcknowledged() throws IOException {
        writer.write(record("nexus.orders", 1), null);
        writer.write(record("nexus.orders", 2), null);
        assertThat(unacknowledged()).isEqualTo(2);

        writer.flush(false);

        assertThat(unacknowledged()).isZero();
        assertThat(producer.completeNext()).isFalse();
    }

    @Test
    void neitherAFlushNorAWriteSucceedsAfterALostRecord() throws IOException {
        writer.write(record("nexus.orders", 1), null);
        producer.errorNext(new TimeoutException("120000 ms have passed"));

        assertThatThrownBy(() -> writer.flush(false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nexus.orders")
                .hasMessageContaining("120000 ms");
        assertThatThrownBy(() -> writer.write(record("nexus.orders", 2), null)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> writer.flush(true)).isInstanceOf(IOException.class);
        assertThat(producer.history()).hasSize(1);
    }

    @Test
    void aLostRecordFailsATaskThatHasNothingMoreToWrite() throws IOException {
        writer.write(record("nexus.orders", 1), null);
        writer.write(record("nexus.orders", 2), null);
        producer.errorNext(new TimeoutException("too late"));
        producer.errorNext(new TimeoutException("too late"));

        assertThat(mailbox.mails).hasSize(1);
        assertThatThrownBy(() -> mailbox.mails.get(0).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too late");
    }

    @Test
    void aLostRecordIsCountedWhereTheTaskHasEndedBefore() throws IOException {
        mailbox.isClosed = true;
        writer.write(record("nexus.orders", 1), null);

        producer.errorNext(new TimeoutException("too late"));

        assertThat(metrics.getCounter("sendErrors").orElseThrow().getCount()).isEqualTo(1);
    }

    @Test
    void countsByTopic() throws IOException {
        writer.write(record("nexus.orders", 1), null);
        writer.write(record("nexus.orders", 2), null);
        writer.write(record("nexus.control", 3), null);

        assertThat(sent("nexus.orders")).isEqualTo(2);
        assertThat(sent("nexus.control")).isEqualTo(1);
        assertThat(metrics.getCounter("numRecordsSend").orElseThrow().getCount())
                .isEqualTo(3);
        assertThat(metrics.getCounter("numBytesSend").orElseThrow().getCount()).isEqualTo(6);
    }

    @Test
    void closesItsProducer() {
        writer.close();

        assertThat(producer.closed()).isTrue();
    }

    private static TopicRecord record(String topic, int value) {
        return new TopicRecord(topic, new byte[] {1}, new byte[] {(byte) value});
    }

    private long sent(String topic) {
        return metrics.getCounter("topic", topic, "sent").orElseThrow().getCount();
    }

    private long unacknowledged() {
        return metrics.<Long>getGauge("unacknowledged").orElseThrow().getValue();
    }

    /** Keeps mails instead of running them. */
    private static final class Mailbox implements MailboxExecutor {
        private final List<ThrowingRunnable<? extends Exception>> mails = new ArrayList<>();
        private boolean isClosed;

        @Override
        public void execute(
                MailOptions options,
                ThrowingRunnable<? extends Exception> command,
                String description,
                Object... arguments) {
            if (isClosed) {
                throw new RejectedExecutionException("closed");
            }
            mails.add(command);
        }

        @Override
        public void yield() {
            throw new UnsupportedOperationException("a writer never yields");
        }

        @Override
        public boolean tryYield() {
            throw new UnsupportedOperationException("a writer never yields");
        }

        @Override
        public boolean shouldInterrupt() {
            return false;
        }
    }
}
