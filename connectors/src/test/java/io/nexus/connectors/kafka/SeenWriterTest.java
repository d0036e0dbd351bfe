package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.MetricsGroupTestUtils;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

final class SeenWriterTest {
    private static final String SKIPS = "nexus.skips";
    private static final String DIGESTS = "nexus.digests";
    /** Room for two records of a topic. */
    private static final long TWO_RECORDS = 2 * (64 + 2);

    private final NonBlockingProducer producer = new NonBlockingProducer(SKIPS, DIGESTS);
    private final AtomicLong nowNs = new AtomicLong(TimeUnit.DAYS.toNanos(1));
    private final MetricListener metrics = new MetricListener();
    private KafkaException refusal;
    private final SeenWriter writer = new SeenWriter(
            () -> {
                if (refusal != null) {
                    throw refusal;
                }
                return producer;
            },
            TWO_RECORDS,
            MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup()),
            nowNs::get);

    @Test
    void sendsWhatWasWrittenInOrderAndCountsWhatIsAcknowledged() {
        write(SKIPS, 1);
        write(SKIPS, 2);
        write(DIGESTS, 3);

        writer.sender().cycle();
        producer.flush();

        assertThat(producer.sent(SKIPS)).containsExactly(1, 2);
        assertThat(producer.sent(DIGESTS)).containsExactly(3);
        assertThat(count("acknowledged", SKIPS)).isEqualTo(2);
        assertThat(count("dropped", SKIPS)).isZero();
        assertThat(held(SKIPS)).isZero();
        assertThat(metrics.getCounter("numRecordsSend").orElseThrow().getCount())
                .isEqualTo(3);
    }

    @Test
    void aTopicThatFillsItsShareDropsAndLeavesOthersTheirs() {
        write(SKIPS, 1);
        write(SKIPS, 2);
        write(SKIPS, 3);
        write(DIGESTS, 4);

        writer.sender().cycle();

        assertThat(producer.sent(SKIPS)).containsExactly(1, 2);
        assertThat(producer.sent(DIGESTS)).containsExactly(4);
        assertThat(count("dropped", SKIPS)).isEqualTo(1);
        assertThat(count("dropped", DIGESTS)).isZero();
    }

    @Test
    void whatIsNotAcknowledgedHoldsItsRoom() {
        write(SKIPS, 1);
        write(SKIPS, 2);
        writer.sender().cycle();
        write(SKIPS, 3);
        producer.completeNext();
        write(SKIPS, 4);

        writer.sender().cycle();

        assertThat(producer.sent(SKIPS)).containsExactly(1, 2, 4);
        assertThat(count("dropped", SKIPS)).isEqualTo(1);
        assertThat(held(SKIPS)).isEqualTo(TWO_RECORDS);
    }

    @Test
    void recordsOfATopicThatIsNotKnownYetWaitAndDelayNobody() {
        producer.known.remove(DIGESTS);
        write(DIGESTS, 1);
        write(SKIPS, 2);
        writer.sender().cycle();
        assertThat(producer.sent(SKIPS)).containsExactly(2);

        producer.known.add(DIGESTS);
        nowNs.addAndGet(TimeUnit.MILLISECONDS.toNanos(20));
        write(DIGESTS, 3);
        writer.sender().cycle();

        assertThat(producer.sent(DIGESTS)).containsExactly(1, 3);
        assertThat(count("dropped", DIGESTS)).isZero();
    }

    @Test
    void recordsOfATopicThatIsGoneAreDroppedAfterAMinute() {
        producer.known.remove(DIGESTS);
        write(DIGESTS, 1);
        writer.sender().cycle();
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(59));
        write(DIGESTS, 2);
        writer.sender().cycle();
        assertThat(count("dropped", DIGESTS)).isZero();

        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(2));
        writer.sender().cycle();

        assertThat(count("dropped", DIGESTS)).isEqualTo(1);
        assertThat(held(DIGESTS)).isEqualTo(TWO_RECORDS / 2);
    }

    @Test
    void asksForATopicThatIsGoneEverMoreRarely() {
        producer.known.remove(DIGESTS);
        producer.gone.add(DIGESTS);
        writeForTenMinutes(DIGESTS);

        // thirteen times until the wait has doubled from 20 ms to a minute, then once a minute
        assertThat(producer.asked).hasSizeBetween(15, 25);
    }

    @Test
    void asksEverySecondWhileTheBrokerIsAway() {
        producer.known.remove(DIGESTS);
        writeForTenMinutes(DIGESTS);

        assertThat(producer.asked).hasSizeBetween(590, 600);
    }

    @Test
    void aRecordThatCannotBeDeliveredIsDropped() {
        write(SKIPS, 1);
        write(SKIPS, 2);
        writer.sender().cycle();
        producer.errorNext(new TimeoutException("60000 ms have passed"));
        producer.completeNext();

        assertThat(count("dropped", SKIPS)).isEqualTo(1);
        assertThat(count("acknowledged", SKIPS)).isEqualTo(1);
        assertThat(held(SKIPS)).isZero();
    }

    @Test
    void aRecordThatTheProducerRefusesIsDropped() {
        producer.sendException = new BufferExhaustedException("no room");
        write(SKIPS, 1);
        writer.sender().cycle();
        producer.sendException = null;
        write(SKIPS, 2);
        writer.sender().cycle();

        assertThat(producer.sent(SKIPS)).containsExactly(2);
        assertThat(count("dropped", SKIPS)).isEqualTo(1);
    }

    @Test
    void recordsWaitUntilAProducerCanBeMade() {
        refusal = new KafkaException("No resolvable bootstrap urls given in bootstrap.servers");
        write(SKIPS, 1);
        assertThat(writer.sender().cycle()).isFalse();

        refusal = null;
        assertThat(writer.sender().cycle()).isTrue();

        assertThat(producer.sent(SKIPS)).containsExactly(1);
    }

    @Test
    void recordsDoNotWaitForeverForAProducer() {
        refusal = new KafkaException("No resolvable bootstrap urls given in bootstrap.servers");
        write(SKIPS, 1);
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(61));

        writer.sender().cycle();

        assertThat(count("dropped", SKIPS)).isEqualTo(1);
        assertThat(held(SKIPS)).isZero();
    }

    @Test
    void aFlushWaitsForNothing() {
        write(SKIPS, 1);
        writer.sender().cycle();

        writer.flush(false);
        writer.flush(true);

        assertThat(producer.completeNext()).isTrue();
    }

    @Test
    void whatIsLeftAtTheEndIsSentOrCounted() {
        producer.known.remove(DIGESTS);
        SeenWriter running = SeenWriter.start(
                () -> producer, TWO_RECORDS, MetricsGroupTestUtils.mockWriterMetricGroup(metrics.getMetricGroup()));
        running.write(record(SKIPS, 1), null);
        running.write(record(DIGESTS, 2), null);

        running.close();

        assertThat(producer.closed()).isTrue();
        assertThat(producer.sent(SKIPS)).containsExactly(1);
        assertThat(count("dropped", DIGESTS)).isEqualTo(1);
    }

    private void write(String topic, int value) {
        writer.write(record(topic, value), null);
    }

    private void writeForTenMinutes(String topic) {
        for (int second = 0; second < 600; second++) {
            write(topic, 1);
            writer.sender().cycle();
            nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static TopicRecord record(String topic, int value) {
        return new TopicRecord(topic, new byte[] {1}, new byte[] {(byte) value});
    }

    private long count(String counter, String topic) {
        return metrics.getCounter("topic", topic, counter).orElseThrow().getCount();
    }

    private long held(String topic) {
        return metrics.<Long>getGauge("topic", topic, "heldBytes").orElseThrow().getValue();
    }
}
