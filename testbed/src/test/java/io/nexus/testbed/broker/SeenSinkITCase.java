package io.nexus.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.kafka.SeenSink;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class SeenSinkITCase {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int SHARE_BYTES = BUFFER_BYTES / 4;

    @TempDir
    Path directory;

    @Test
    void everythingArrivesInOrderWhenAllIsWell() throws Exception {
        List<String> values =
                IntStream.range(0, 10_000).mapToObj(Integer::toString).toList();
        try (EmbeddedKafka kafka = broker();
                TopicReader skips = new TopicReader(kafka.bootstrapServers(), Topics.SKIPS);
                OpenWriter writer = new OpenWriter(new SeenSink(client(kafka)))) {
            for (String value : values) {
                writer.write(Topics.SKIPS, value);
            }

            assertThat(skips.until(read -> read.size() >= values.size())).isEqualTo(values);
            assertThat(writer.count(Topics.SKIPS, "dropped")).isZero();
        }
    }

    @Test
    void aDeletedTopicCostsItsOwnRecordsOnly() throws Exception {
        try (EmbeddedKafka kafka = broker();
                TopicReader skips = new TopicReader(kafka.bootstrapServers(), Topics.SKIPS);
                OpenWriter writer = new OpenWriter(new SeenSink(client(kafka), BUFFER_BYTES))) {
            writer.write(Topics.DIGESTS, "before");
            writer.write(Topics.SKIPS, "before");
            skips.until(read -> read.contains("before"));
            delete(kafka, Topics.DIGESTS);

            String large = "d".repeat(1_000);
            List<String> read = skips.until(values -> writer.count(Topics.DIGESTS, "dropped") > 200, () -> {
                for (int i = 0; i < 25; i++) {
                    writer.write(Topics.DIGESTS, large);
                }
                writer.write(Topics.SKIPS, "while");
            });
            writer.write(Topics.SKIPS, "after");

            assertThat(read).contains("while");
            assertThat(skips.until(values -> values.contains("after"))).hasSizeGreaterThan(8);
            assertThat(writer.count(Topics.SKIPS, "dropped")).isZero();
            assertThat(writer.heldBytes(Topics.DIGESTS)).isLessThanOrEqualTo(SHARE_BYTES);
        }
    }

    @Test
    void aBrokerThatIsAwayCostsWhatFindsNoRoomAndNothingAfterwards() throws Exception {
        int port = EmbeddedKafka.freePort();
        int controllerPort = EmbeddedKafka.freePort();
        EmbeddedKafka first = EmbeddedKafka.start(directory, port, controllerPort);
        TopicAdmin.create(first.client(), Topics.all(1 << 26), OptionalInt.empty());
        try (OpenWriter writer = new OpenWriter(new SeenSink(client(first), BUFFER_BYTES))) {
            writer.write(Topics.SKIPS, "before");
            try (TopicReader skips = new TopicReader(first.bootstrapServers(), Topics.SKIPS)) {
                skips.until(read -> read.contains("before"));
            }
            first.close();

            for (int i = 0; i < 10_000; i++) {
                writer.write(Topics.SKIPS, "while it is away");
                writer.write(Topics.DECISIONS, "while it is away");
                writer.flush();
            }
            assertThat(writer.heldBytes(Topics.SKIPS)).isBetween(SHARE_BYTES - 100L, (long) SHARE_BYTES);
            assertThat(writer.count(Topics.SKIPS, "dropped")).isBetween(9_000L, 9_999L);

            try (EmbeddedKafka second = EmbeddedKafka.start(directory, port, controllerPort);
                    TopicReader skips = new TopicReader(second.bootstrapServers(), Topics.SKIPS)) {
                List<String> read =
                        skips.until(values -> values.contains("after"), () -> writer.write(Topics.SKIPS, "after"));

                assertThat(read).contains("while it is away");
            }
        }
    }

    @Test
    @Timeout(60)
    void aNameThatCannotBeResolvedFailsNothing() throws Exception {
        Properties client = new Properties();
        client.put("bootstrap.servers", "kafka.invalid:9092");
        OpenWriter writer = new OpenWriter(new SeenSink(client));
        writer.write(Topics.SKIPS, "into the void");
        writer.flush();
        writer.close();

        // the sender may still be busy with the name
        while (writer.count(Topics.SKIPS, "dropped") == 0) {
            Thread.sleep(10);
        }
        assertThat(writer.heldBytes(Topics.SKIPS)).isZero();
    }

    private EmbeddedKafka broker() throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory);
        TopicAdmin.create(kafka.client(), Topics.all(1 << 26), OptionalInt.empty());
        return kafka;
    }

    private static Properties client(EmbeddedKafka kafka) {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        return client;
    }

    private static void delete(EmbeddedKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }
}
