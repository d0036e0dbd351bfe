package io.nexus.cli.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.process.ControlTarget;
import io.nexus.cli.process.TradingControl;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.TradingState;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch of a job whose control topic does not stay what it was. */
@Timeout(120)
final class ControlTopicITCase {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Path keyFile;
    private SignedFeed feed;
    private Thread beating;
    private volatile boolean isBeating = true;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(directory.resolve("kafka"));
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.of(1));
        keyFile = directory.resolve("feed.keys");
        feed = new SignedFeed(kafka.bootstrapServers(), FeedKeys.create(keyFile, "k1"), 1_723_161_600_000L);
        beating = new Thread(this::beat, "heartbeats");
        beating.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        isBeating = false;
        beating.join();
        feed.close();
        kafka.close();
    }

    private void beat() {
        try {
            while (isBeating) {
                feed.beat(100);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedFlink job(String savepoint) throws Exception {
        return PipelineOnKafka.start(directory, kafka.client(), keyFile, savepoint);
    }

    private TradingControl control() {
        return new TradingControl(new ControlTarget(kafka.client(), keyFile, List.of(PipelineOnKafka.ACCOUNT), 0));
    }

    private void startTrading() throws IOException {
        control().start(PipelineOnKafka.RUN_ID, Duration.ZERO);
        assertThat(control().set(TradingState.ACTIVE, "test", LIMIT)).allMatch(line -> line.startsWith(is("ACTIVE")));
    }

    private void recreateControl() throws Exception {
        try (Admin admin = Admin.create(kafka.client())) {
            admin.deleteTopics(List.of(Topics.CONTROL)).all().get();
            while (admin.listTopics().names().get().contains(Topics.CONTROL)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.of(1));
    }

    /** Flink commits them some time after a checkpoint. */
    private Set<String> topicsWithCommittedOffsets(EmbeddedFlink flink) throws Exception {
        Set<String> topics = new TreeSet<>();
        try (Admin admin = Admin.create(kafka.client())) {
            for (int attempt = 0; attempt < 60 && topics.size() < 3; attempt++) {
                flink.checkpoint();
                TimeUnit.MILLISECONDS.sleep(300);
                admin.listConsumerGroupOffsets(PipelineOnKafka.GROUP_ID)
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .keySet()
                        .forEach(partition -> topics.add(partition.topic()));
            }
        }
        return topics;
    }

    @Test
    void aHaltOnAControlTopicThatWasRecreatedUnderARunningJobIsTaken() throws Exception {
        try (EmbeddedFlink flink = job("")) {
            startTrading();
            TimeUnit.SECONDS.sleep(3); // some snapshots: the old topic must be longer than the new one
            assertThat(topicsWithCommittedOffsets(flink))
                    .as("Kafka's tools show how far the job has read")
                    .containsExactly(Topics.CONTROL, Topics.MARKET, Topics.ORDERS);

            recreateControl();

            assertThat(control().set(TradingState.HALTED, "test", LIMIT)).containsExactly(is("HALTED"));
            assertThat(control().set(TradingState.ACTIVE, "test", LIMIT))
                    .allMatch(line -> line.startsWith(is("ACTIVE")));
            assertThat(flink.failure()).isEmpty();
        }
    }

    @Test
    void aHaltOnAControlTopicThatWasRecreatedWhileTheJobWasAwayIsInForceWhenItIsBack() throws Exception {
        String savepoint;
        try (EmbeddedFlink flink = job("")) {
            startTrading();
            savepoint = flink.stopWithSavepoint(directory.resolve("savepoints"));
        }
        recreateControl();
        control().set(TradingState.HALTED, "test", Duration.ZERO);

        try (EmbeddedFlink flink = job(savepoint)) {
            assertThat(control().set(TradingState.REDUCING, "test", LIMIT)).containsExactly(is("REDUCING"));
            assertThat(flink.failure()).isEmpty();
        }
    }

    private static String is(String state) {
        return PipelineOnKafka.ACCOUNT + " is " + state;
    }
}
