package io.nexus.cli.bench;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes messages as they are; the time of sending is in a header. */
final class BareDeserializer implements KafkaRecordDeserializationSchema<BareRecord> {
    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<BareRecord> out) {
        String nanos = new String(message.headers().lastHeader(BareTicks.NANOS).value(), StandardCharsets.US_ASCII);
        out.collect(new BareRecord(
                new String(message.key(), StandardCharsets.UTF_8), message.value(), Long.parseLong(nanos)));
    }

    @Override
    public TypeInformation<BareRecord> getProducedType() {
        return TypeInformation.of(BareRecord.class);
    }
}
