package io.nexus.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

final class SinksTest {
    private final Properties client = new Properties();

    SinksTest() {
        client.put("bootstrap.servers", "kafka.example:9092");
        client.put("sasl.jaas.config", "${file:/run/secrets/kafka.properties:jaas}");
    }

    @Test
    void areOneBoxOfTheGraphEach() {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        TopicRecord record = new TopicRecord("nexus.orders", new byte[0], new byte[0]);
        var records = environment.fromData(TopicRecord.class, record);
        records.sinkTo(new MoneySink(client, "feed.keys")).name("money").uid("money");
        records.sinkTo(new SeenSink(client)).name("seen").uid("seen");

        assertThat(environment.getStreamGraph().getStreamNodes())
                .extracting(StreamNode::getOperatorName)
                .filteredOn(name -> !name.startsWith("Source"))
                .containsExactlyInAnyOrder("money: Writer", "seen: Writer");
    }

    @Test
    void travelWithTheReferenceAndWithoutTheSecret() throws Exception {
        for (Sink<TopicRecord> sink : List.of(new MoneySink(client, "feed.keys"), new SeenSink(client))) {
            Sink<TopicRecord> copy = InstantiationUtil.clone(sink);

            assertThat(copy).usingRecursiveComparison().isEqualTo(sink);
            assertThat(copy).isNotInstanceOf(SupportsCommitter.class);
        }
    }

    @Test
    void aBufferTooSmallToBeSharedIsRefused() {
        assertThatThrownBy(() -> new SeenSink(client, 3)).hasMessage("bufferBytes must be at least 4, was 3");
    }
}
