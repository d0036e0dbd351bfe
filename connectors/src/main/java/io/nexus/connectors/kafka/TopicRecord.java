package io.nexus.connectors.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** One record for one topic, already serialised, so that streams of many types share a sink. Two are equal if they hold the same
 * arrays, not equal bytes.
 *
 * @param key decides the partition
 * @param value JSON of {@link RecordJson}, in the schema version that the writers put into the header */
public record TopicRecord(String topic, byte[] key, byte[] value) {
    private static final List<Header> HEADERS = List.of(new RecordHeader(
            JsonSerializer.SCHEMA_VERSION_HEADER, JsonSerializer.SCHEMA_VERSION.getBytes(StandardCharsets.UTF_8)));

    /** A domain record for a topic.
     *
     * @throws IllegalArgumentException if the record can't be written as JSON */
    public static TopicRecord of(String topic, String key, Object record) {
        return new TopicRecord(topic, key.getBytes(StandardCharsets.UTF_8), RecordJson.write(record));
    }

    /** The same for a producer, stamped with the time of sending. */
    ProducerRecord<byte[], byte[]> producerRecord() {
        return new ProducerRecord<>(topic, null, null, key, value, HEADERS);
    }

    /** Bytes of key and value. */
    int sizeBytes() {
        return key.length + value.length;
    }
}
