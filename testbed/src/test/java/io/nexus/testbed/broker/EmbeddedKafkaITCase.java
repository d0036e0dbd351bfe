package io.nexus.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaITCase {
    @TempDir
    Path directory;

    @Test
    void keepsItsRecordsOverARestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            createTopics(kafka);
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                producer.send(JsonSerializer.producerRecord(Topics.CONTROL, "k", Map.of("a", 1)))
                        .get();
            }
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            assertThat(firstValue(kafka)).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void takesMessagesOfAFeedThatIsAheadOfTheWallClock() throws Exception {
        long tomorrowMs = System.currentTimeMillis() + 86_400_000;

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
            createTopics(kafka);
            try (var producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer())) {
                var sent = producer.send(new ProducerRecord<>(Topics.MARKET, 0, tomorrowMs, null, new byte[] {1}))
                        .get();

                assertThat(sent.timestamp()).isEqualTo(tomorrowMs);
            }
        }
    }

    private static void createTopics(EmbeddedKafka kafka) throws IOException {
        TopicAdmin.create(kafka.client(), Topics.all(1 << 26), OptionalInt.empty());
    }

    private static String firstValue(EmbeddedKafka kafka) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(Topics.CONTROL, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var records = consumer.poll(Duration.ofSeconds(20));
            return new String(records.iterator().next().value(), StandardCharsets.UTF_8);
        }
    }
}
