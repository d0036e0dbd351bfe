package io.nexus.connectors.kafka;

import io.nexus.connectors.secret.SecretFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.port.ControlTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;

/** The control topic of a Kafka cluster, asked directly. Holds nothing open between calls. */
public final class KafkaControlTopic implements ControlTopic {
    private static final long serialVersionUID = 1;
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CONTROL, 0);
    private static final String LIMIT_MS = "5000";

    private final Properties client;
    private final String keysFile;

    /** Connects on first use.
     *
     * @param client properties of a Kafka client
     * @param keysFile file of {@code keyId=secret} lines, read where it is needed */
    public KafkaControlTopic(Properties client, String keysFile) {
        this.client = new Properties();
        this.client.putAll(client);
        this.client.put("default.api.timeout.ms", LIMIT_MS);
        this.client.put("request.timeout.ms", LIMIT_MS);
        this.keysFile = keysFile;
    }

    @Override
    public Position position() throws IOException {
        String topicId = TopicAdmin.topicId(client, Topics.CONTROL);
        try (TopicReader reader = new TopicReader(client)) {
            return new Position(topicId, reader.begin(PARTITION), reader.end(PARTITION));
        }
    }

    @Override
    public List<ControlRecord> read(long fromOffset, long toOffset) throws IOException {
        SignedRecords signed = new SignedRecords(FeedKeys.load(SecretFile.named(keysFile)));
        List<ControlRecord> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(client)) {
            reader.read(PARTITION, fromOffset, record -> {
                if (record.offset() < toOffset) {
                    records.add(signed.control(record));
                }
            });
        }
        return records;
    }
}
