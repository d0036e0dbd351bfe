package io.nexus.connectors.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.BiFunction;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads domain records from a topic. What can't be read is counted, logged and replaced by what {@link Unreadable} says. */
public final class JsonDeserializer<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(JsonDeserializer.class);

    /** Stamps a record with its offset. */
    public interface OffsetStamp<T> extends BiFunction<T, Long, T>, Serializable {}

    private final Class<T> type;
    private final OffsetStamp<T> stamp;
    private final Unreadable<T> unreadable;
    private transient Counter unreadableCount;

    @SuppressWarnings("NullAway.Init") // the counter is set in open()
    public JsonDeserializer(Class<T> type, OffsetStamp<T> stamp, Unreadable<T> unreadable) {
        this.type = type;
        this.stamp = stamp;
        this.unreadable = unreadable;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        unreadableCount = context.getMetricGroup().counter("unreadable");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        if (record.value() == null) {
            return; // a tombstone of compaction
        }
        try {
            out.collect(stamp.apply(RecordJson.read(record.value(), type), record.offset()));
        } catch (IOException e) {
            unreadableCount.inc();
            String error = record.topic() + "-" + record.partition() + "@" + record.offset() + ": " + e.getMessage();
            LOG.error("unreadable record {}", error);
            T instead = unreadable.instead(record.offset(), error);
            if (instead != null) {
                out.collect(instead);
            }
        }
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }
}
