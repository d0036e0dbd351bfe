package io.nexus.cli.process;

import io.nexus.connectors.gateway.FeedMessage;
import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.skip.DeadLetter;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages of the feed that the gateway could not read, and that therefore never reach the job: each goes to the dead
 * letters, the first of each instrument and reason also to the log. Not thread-safe. */
final class RefusedMessages implements Consumer<FeedMessage>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedMessages.class);

    private final Producer<byte[], byte[]> producer;
    private final Set<String> logged = new HashSet<>();

    /** @param client bootstrap servers and, where needed, security settings */
    RefusedMessages(Properties client) {
        this(new KafkaProducer<>(settings(client), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    RefusedMessages(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Takes any message of the feed; those that could be read are none of its business. */
    @Override
    public void accept(FeedMessage message) {
        DeadLetter letter = message.refusal();
        if (letter == null) {
            return;
        }
        if (logged.add(letter.instrument() + ' ' + letter.reason())) {
            LOG.warn("the gateway refused a message, the first of its kind: {}", letter);
        }
        Future<RecordMetadata> unused = producer.send(
                JsonSerializer.producerRecord(Topics.DEAD_LETTERS, letter.instrument(), letter), (sent, error) -> {
                    if (error != null) {
                        LOG.warn("a dead letter could not be delivered: {}", letter, error);
                    }
                });
    }

    private static Properties settings(Properties client) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("max.block.ms", "10000");
        return settings;
    }

    @Override
    public void close() {
        producer.close();
    }
}
