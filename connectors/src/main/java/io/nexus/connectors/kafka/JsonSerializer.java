package io.nexus.connectors.kafka;

import java.io.Serializable;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Domain records as records of a topic under a key, with the schema version in a header; unsigned. */
public final class JsonSerializer {
    /** Version of the JSON of all internal topics. */
    public static final String SCHEMA_VERSION = "1";

    static final String SCHEMA_VERSION_HEADER = "schemaVersion";

    private JsonSerializer() {}

    /** Key of a record. */
    public interface Key<T> extends Function<T, String>, Serializable {}

    /** The record for a producer. */
    public static ProducerRecord<byte[], byte[]> producerRecord(String topic, String key, Object record) {
        return TopicRecord.of(topic, key, record).producerRecord();
    }
}
