package io.nexus.connectors.kafka;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes domain records to a topic under a key, with the schema version in a header. */
public final class JsonSerializer<T> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1;
    /** Version of the JSON of all internal topics. */
    public static final String SCHEMA_VERSION = "1";

    static final String SCHEMA_VERSION_HEADER = "schemaVersion";

    /** Key of a record. */
    public interface Key<T> extends Function<T, String>, Serializable {}

    private final String topic;
    private final Key<T> key;

    public JsonSerializer(String topic, Key<T> key) {
        this.topic = topic;
        this.key = key;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T record, KafkaSinkContext context, Long timestamp) {
        return producerRecord(topic, key.apply(record), record);
    }

    /** The same record for a plain producer. */
    public static ProducerRecord<byte[], byte[]> producerRecord(String topic, String key, Object record) {
        return TopicRecord.of(topic, key, record).producerRecord();
    }
}
