package io.nexus.connectors.kafka;

import io.nexus.connectors.secret.SecretFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.order.OrderRecord;
import java.io.Serializable;
import java.util.function.BiFunction;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Runs {@link SignedRecords} inside a Kafka source. The keys are read where the source runs and never travel with the job. */
public final class SignedDeserializer<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1;

    private final String keysFile;
    private final Class<T> type;
    private final Reader<T> reader;
    private transient @Nullable SignedRecords records;

    /** Reads a record. */
    interface Reader<T> extends BiFunction<SignedRecords, ConsumerRecord<byte[], byte[]>, T>, Serializable {}

    private SignedDeserializer(String keysFile, Class<T> type, Reader<T> reader) {
        this.keysFile = keysFile;
        this.type = type;
        this.reader = reader;
    }

    /** Of the control topic.
     *
     * @param keysFile file of {@code keyId=secret} lines */
    public static SignedDeserializer<ControlRecord> control(String keysFile) {
        return new SignedDeserializer<>(keysFile, ControlRecord.class, SignedRecords::control);
    }

    /** Of the order topic.
     *
     * @param keysFile file of {@code keyId=secret} lines */
    public static SignedDeserializer<OrderRecord> orders(String keysFile) {
        return new SignedDeserializer<>(keysFile, OrderRecord.class, SignedRecords::order);
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        records = new SignedRecords(FeedKeys.load(SecretFile.named(keysFile)));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
        if (records == null) {
            throw new IllegalStateException("deserialize was called before open");
        }
        out.collect(reader.apply(records, record));
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return TypeInformation.of(type);
    }
}
