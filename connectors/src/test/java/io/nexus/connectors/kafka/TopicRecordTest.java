package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

final class TopicRecordTest {
    private record Mark(String position, long atMs) {}

    @Test
    void isAPojoThatSurvivesSerialization() throws Exception {
        TypeInformation<TopicRecord> type = TypeInformation.of(TopicRecord.class);
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        var serializer = type.createSerializer(config);
        TopicRecord record = new TopicRecord("nexus.marks", new byte[] {1}, new byte[] {2, 3});

        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(record, out);
        TopicRecord copy = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(type).isInstanceOf(PojoTypeInfo.class);
        assertThat(copy).usingRecursiveComparison().isEqualTo(record);
    }

    @Test
    void isForAProducerWhatTheSerializerOfDomainRecordsMakes() {
        Mark mark = new Mark("p-1", 7);

        var expected = JsonSerializer.producerRecord("nexus.marks", "p-1", mark);

        assertThat(TopicRecord.of("nexus.marks", "p-1", mark).producerRecord())
                .usingRecursiveComparison()
                .isEqualTo(expected);
        assertThat(expected.headers().lastHeader("schemaVersion").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("1");
    }

    @Test
    void isMadeOfADomainRecordByAFunctionThatTravels() throws Exception {
        var function = InstantiationUtil.clone(new TopicRecordFunction<>("nexus.marks", Mark::position));

        TopicRecord record = function.map(new Mark("p-1", 7));

        assertThat(record.topic()).isEqualTo("nexus.marks");
        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("p-1");
        assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"position\":\"p-1\",\"atMs\":7}");
    }
}
