package io.nexus.connectors.kafka;

import io.nexus.connectors.clock.SystemWallClock;
import io.nexus.connectors.secret.SecretFile;
import io.nexus.connectors.wire.FeedKeys;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that money depends on: at least once, sent at once, in order within a partition. A checkpoint waits until the broker has
 * acknowledged all of them; a record that the broker does not take fails the task, so that it is written again after the
 * failover. Has no committer. */
public final class MoneySink implements Sink<TopicRecord> {
    private static final long serialVersionUID = 1;

    private final Properties client;
    private final String keysFile;

    /** Contacts nobody yet.
     *
     * @param client properties as Kafka names them, secrets by reference only; acks, linger and idempotence are set here
     * @param keysFile file of {@code keyId=secret} lines, read where the sink runs; the first key signs every record */
    public MoneySink(Properties client, String keysFile) {
        this.keysFile = keysFile;
        this.client = new Properties();
        this.client.putAll(client);
        this.client.put(ProducerConfig.ACKS_CONFIG, "all");
        this.client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        this.client.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    }

    /** @throws org.apache.kafka.common.KafkaException if the properties are refused or no broker's name can be resolved */
    @Override
    public SinkWriter<TopicRecord> createWriter(WriterInitContext context) {
        var signer = new RecordSigner(FeedKeys.load(SecretFile.named(keysFile)), SystemWallClock.INSTANCE);
        var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        return new MoneyWriter(producer, signer, context.getMailboxExecutor(), context.metricGroup());
    }
}
