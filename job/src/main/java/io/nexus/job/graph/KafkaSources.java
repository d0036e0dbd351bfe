package io.nexus.job.graph;

import io.nexus.connectors.clock.SystemWallClock;
import io.nexus.connectors.kafka.SignedDeserializer;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.connectors.wire.HeartbeatWatermarks;
import io.nexus.connectors.wire.MarketMessageDeserializer;
import io.nexus.domain.control.ControlRecord;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.FeedRecord;
import io.nexus.domain.order.OrderRecord;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The job's inputs on Kafka, each read from its beginning on first start and from the checkpoint afterwards. */
public final class KafkaSources implements PipelineSources {
    /** About 500 messages. */
    private static final int MARKET_PIECE_BYTES = 128 * 1024;

    private final Properties client;
    private final String groupId;
    private final AuthenticationConfig authentication;
    private final InstrumentCatalog instruments;
    private final long partitionIdleMs;

    /** Sources on one Kafka cluster.
     *
     * @param client properties of a Kafka client
     * @param groupId consumer group whose offsets are committed with each checkpoint, so that Kafka's tools show lag; what is read
     *     after a restore is in the checkpoint
     * @param partitionIdleMs as of {@link HeartbeatWatermarks} */
    public KafkaSources(
            Properties client,
            String groupId,
            AuthenticationConfig authentication,
            InstrumentCatalog instruments,
            long partitionIdleMs) {
        this.client = client;
        this.groupId = groupId;
        this.authentication = authentication;
        this.instruments = instruments;
        this.partitionIdleMs = partitionIdleMs;
    }

    @Override
    public DataStream<FeedRecord> market(StreamExecutionEnvironment environment) {
        KafkaSource<FeedRecord> source = source(
                Topics.MARKET, new MarketMessageDeserializer(authentication, instruments, SystemWallClock.INSTANCE));
        return environment
                .fromSource(source, new HeartbeatWatermarks(partitionIdleMs), "L0 market")
                .uid("market-source");
    }

    @Override
    public DataStream<OrderRecord> orders(StreamExecutionEnvironment environment) {
        var deserializer = SignedDeserializer.orders(authentication.keysFile());
        return environment
                .fromSource(source(Topics.ORDERS, deserializer), IdleStream.strategy(), "orders in")
                .uid("order-source");
    }

    @Override
    public DataStream<ControlRecord> control(StreamExecutionEnvironment environment) {
        var deserializer = SignedDeserializer.control(authentication.keysFile());
        return environment
                .fromSource(source(Topics.CONTROL, deserializer), IdleStream.strategy(), "control in")
                .uid("control-source")
                .setParallelism(1);
    }

    /** A consumer hands out what it has fetched of one partition before it comes to the next: with large pieces of a backlog the others'
     * heartbeats would wait for seconds and their partitions count as idle. */
    private Properties client(String topic) {
        Properties properties = new Properties();
        if (topic.equals(Topics.MARKET)) {
            properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(MARKET_PIECE_BYTES));
        }
        properties.putAll(client);
        return properties;
    }

    private <T> KafkaSource<T> source(String topic, KafkaRecordDeserializationSchema<T> deserializer) {
        KafkaSourceBuilder<T> builder = KafkaSource.<T>builder()
                .setProperties(client(topic))
                .setTopics(topic)
                .setGroupId(groupId)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(deserializer);
        return builder.build();
    }
}
