package io.nexus.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicAdminITCase {
    private static final List<Topics.Shape> ALL = Topics.all(64 << 20);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private TopicAdmin admin;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(directory);
        admin = TopicAdmin.open(kafka.client());
    }

    @AfterEach
    void stop() {
        admin.close();
        kafka.close();
    }

    @Test
    void createsAllTopicsOnceAndFindsThemInShapeAfterwards() throws IOException {
        List<String> names = ALL.stream().map(Topics.Shape::name).toList();

        assertThat(admin.create(ALL, OptionalInt.of(1))).isEqualTo(new TopicAdmin.Report(names, List.of()));
        assertThat(admin.create(ALL, OptionalInt.of(1))).isEqualTo(new TopicAdmin.Report(List.of(), names));
        assertThat(admin.create(ALL, OptionalInt.empty()).created()).isEmpty();
        TopicAdmin.requirePresent(kafka.client(), names);
    }

    @Test
    void namesEveryDifferenceAndCreatesNothingThen() throws IOException {
        admin.create(
                List.of(
                        new Topics.Shape(Topics.MARKET, 4, Map.of("retention.ms", "-1", "retention.bytes", "1000000")),
                        new Topics.Shape(Topics.CONTROL, 1, Map.of())),
                OptionalInt.of(1));

        assertThatThrownBy(() -> admin.create(ALL, OptionalInt.of(3)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nexus.market: partitions must be 8, is 4")
                .hasMessageContaining("nexus.market: retention.bytes must be 67108864, is 1000000")
                .hasMessageContaining("nexus.market: replication must be 3, is 1")
                .hasMessageContaining("nexus.control: cleanup.policy must be compact, is delete")
                .hasMessageContaining("delete it");
        assertThatThrownBy(() -> TopicAdmin.requirePresent(kafka.client(), List.of(Topics.CONTROL, Topics.ORDERS)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("topic nexus.orders is missing")
                .hasMessageContaining("nexus init");
    }

    @Test
    void saysWithinSecondsThatNoBrokerAnswers() throws IOException {
        Properties nobody = new Properties();
        nobody.put("default.api.timeout.ms", "1000");
        nobody.put("request.timeout.ms", "30000");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.put("bootstrap.servers", "127.0.0.1:" + free.getLocalPort());
        }

        assertThatThrownBy(() -> TopicAdmin.requirePresent(nobody, List.of(Topics.MARKET)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no Kafka broker answers at 127.0.0.1:");
    }

    @Test
    void readsATopicToItsEndAndItsNewestRecord() throws Exception {
        admin.create(ALL, OptionalInt.of(1));
        try (var producer = new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                producer.send(JsonSerializer.producerRecord(Topics.PROGRESS, "k", Map.of("feedTimeMs", i)))
                        .get();
            }
        }
        List<Long> all = new ArrayList<>();
        List<Long> last = new ArrayList<>();

        try (TopicReader reader = new TopicReader(kafka.client())) {
            long end = reader.read(Topics.PROGRESS, record -> all.add(record.offset()));
            reader.readLast(new TopicPartition(Topics.PROGRESS, 0), record -> last.add(record.offset()));
            reader.readLast(new TopicPartition(Topics.COUNTS, 0), record -> last.add(record.offset()));

            assertThat(end).isEqualTo(3);
        }

        assertThat(all).containsExactly(0L, 1L, 2L);
        assertThat(last).containsExactly(2L);
    }
}
