package io.nexus.testbed.broker;

import io.nexus.connectors.kafka.TopicRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.testutils.MetricListener;

/** A sink's writer without a task around it, and its metrics. */
final class OpenWriter implements AutoCloseable {
    private final MetricListener metrics = new MetricListener();
    private final SinkWriter<TopicRecord> writer;

    OpenWriter(Sink<TopicRecord> sink) throws IOException {
        writer = sink.createWriter(new WriterContext(metrics));
    }

    void write(String topic, String value) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        try {
            writer.write(new TopicRecord(topic, bytes, bytes), null);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void flush() throws Exception {
        writer.flush(false);
    }

    long count(String topic, String counter) {
        return metrics.getCounter("topic", topic, counter)
                .map(Counter::getCount)
                .orElse(0L);
    }

    long heldBytes(String topic) {
        return metrics.<Long>getGauge("topic", topic, "heldBytes").orElseThrow().getValue();
    }

    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
