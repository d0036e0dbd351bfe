package io.nexus.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.kafka.MoneySink;
import io.nexus.connectors.kafka.SeenSink;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.TopicRecordFunction;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MoneySinkITCase {
    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(1)
            .build());

    private static final int VALUES = 3_000;

    @TempDir
    Path directory;

    @Test
    void theBrokerHasEverythingWhenAFlushReturns() throws Exception {
        try (EmbeddedKafka kafka = broker(EmbeddedKafka.freePort(), EmbeddedKafka.freePort());
                TopicReader control = new TopicReader(kafka.bootstrapServers(), Topics.CONTROL);
                OpenWriter writer = new OpenWriter(new MoneySink(client(kafka), keys()))) {
            for (int i = 0; i < 1_000; i++) {
                writer.write(Topics.CONTROL, Integer.toString(i));
            }
            writer.flush();

            assertThat(control.count()).isEqualTo(1_000);
        }
    }

    @Test
    void noFlushSucceedsWhileTheBrokerIsAway() throws Exception {
        EmbeddedKafka kafka = broker(EmbeddedKafka.freePort(), EmbeddedKafka.freePort());
        try (OpenWriter writer = new OpenWriter(new MoneySink(client(kafka), keys()))) {
            writer.write(Topics.CONTROL, "1");
            writer.flush();
            kafka.close();

            writer.write(Topics.CONTROL, "2");

            assertThatThrownBy(() -> writer.flush())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Topics.CONTROL);
            assertThatThrownBy(() -> writer.write(Topics.CONTROL, "3")).isInstanceOf(IOException.class);
        }
    }

    @Test
    @Timeout(60)
    void aJobLosesNothingToABrokerThatGoesAndComesBack() throws Exception {
        int port = EmbeddedKafka.freePort();
        int controllerPort = EmbeddedKafka.freePort();
        EmbeddedKafka first = broker(port, controllerPort);
        JobClient job = start(first);
        try (TopicReader control = new TopicReader(first.bootstrapServers(), Topics.CONTROL)) {
            control.until(read -> read.size() > 100);
        }
        first.close();
        while (job.getJobStatus().get() == JobStatus.RUNNING) {
            Thread.sleep(5);
        }
        String[] expected =
                LongStream.rangeClosed(1, VALUES).mapToObj(Long::toString).toArray(String[]::new);

        try (EmbeddedKafka second = EmbeddedKafka.start(directory, port, controllerPort);
                TopicReader control = new TopicReader(second.bootstrapServers(), Topics.CONTROL);
                TopicReader skips = new TopicReader(second.bootstrapServers(), Topics.SKIPS)) {
            job.getJobExecutionResult().get();

            assertThat(control.until(read -> read.contains(expected[VALUES - 1])))
                    .contains(expected);
            assertThat(skips.until(read -> read.contains(expected[VALUES - 1]))).isNotEmpty();
        }
    }

    private JobClient start(EmbeddedKafka kafka) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
        var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment.setParallelism(1);
        environment.enableCheckpointing(100);
        var values = environment.fromSequence(1, VALUES).map(value -> {
            Thread.sleep(1);
            return value;
        });
        for (String topic : List.of(Topics.CONTROL, Topics.SKIPS)) {
            boolean isMoney = topic.equals(Topics.CONTROL);
            Sink<TopicRecord> sink = isMoney ? new MoneySink(client(kafka), keys()) : new SeenSink(client(kafka));
            values.map(new TopicRecordFunction<Long>(topic, Object::toString))
                    .returns(TopicRecord.class)
                    .sinkTo(sink);
        }
        return environment.executeAsync();
    }

    private EmbeddedKafka broker(int port, int controllerPort) throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, port, controllerPort);
        TopicAdmin.create(kafka.client(), Topics.all(1 << 26), OptionalInt.empty());
        return kafka;
    }

    private String keys() {
        Path file = directory.resolve("feed.keys");
        if (!Files.exists(file)) {
            FeedKeys.create(file, "k1");
        }
        return file.toString();
    }

    /** Gives up early, so that the tests need not wait for long. */
    private static Properties client(EmbeddedKafka kafka) {
        Properties client = new Properties();
        client.put("bootstrap.servers", kafka.bootstrapServers());
        client.put("max.block.ms", "1000");
        client.put("request.timeout.ms", "500");
        client.put("delivery.timeout.ms", "1000");
        return client;
    }
}
