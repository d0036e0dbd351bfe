package io.nexus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.JobProgress;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TradingControlITCase {
    private static final String ACCOUNT = "SIM|USDM|main";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Path keysFile;
    private FeedKeys keys;
    private TradingControl control;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(directory);
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.of(1));
        keysFile = directory.resolve("feed.keys");
        keys = FeedKeys.create(keysFile, "k1");
        control = new TradingControl(new ControlTarget(kafka.client(), keysFile, List.of(ACCOUNT), 0));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private ReportingLayer layer(String runId) {
        return new ReportingLayer(kafka.client(), keys, runId, ACCOUNT, UnaryOperator.identity());
    }

    private List<ControlKind> kindsBut(ControlKind left) throws IOException {
        List<ControlKind> kinds = new ArrayList<>();
        try (TopicReader topic = new TopicReader(kafka.client())) {
            topic.read(Topics.CONTROL, record -> {
                try {
                    kinds.add(RecordJson.read(record.value(), ControlMessage.class)
                            .kind());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        kinds.removeIf(left::equals);
        return kinds;
    }

    @Test
    void startsARunOnceAndWaitsUntilItIsTaken() throws Exception {
        try (ReportingLayer layer = layer("run-1")) {
            List<String> first = control.start("run-1", LIMIT);
            List<String> second = control.start("run-1", LIMIT);

            assertThat(layer).isNotNull();
            assertThat(first).hasSize(1);
            assertThat(first.get(0)).isEqualTo(ACCOUNT + " is ACTIVE");
            assertThat(second).containsExactly(first.get(0) + "; run run-1 was started before");
        }
        assertThat(kindsBut(ControlKind.ACCOUNT_SNAPSHOT))
                .containsExactly(ControlKind.START, ControlKind.TRADING_STATE);
    }

    @Test
    void aRunThatAnotherTookTheAccountFromIsStartedAnew() throws Exception {
        try (ReportingLayer layer = layer("run-5")) {
            control.start("run-5", LIMIT);
            control.start("run-6", Duration.ZERO);
            List<String> again = control.start("run-5", LIMIT);

            assertThat(layer).isNotNull();
            assertThat(again.get(0)).startsWith(ACCOUNT + " is ACTIVE").doesNotContain("before");
        }
        assertThat(kindsBut(ControlKind.ACCOUNT_SNAPSHOT))
                .filteredOn(ControlKind.START::equals)
                .hasSize(3);
    }

    @Test
    void keepsAStricterStateFromBeforeTheStartUntilItIsResumed() throws Exception {
        control.set(TradingState.HALTED, "maintenance", Duration.ZERO);
        try (ReportingLayer layer = layer("run-2")) {
            List<String> started = control.start("run-2", LIMIT);
            List<String> resumed = control.set(TradingState.ACTIVE, "done", LIMIT);

            assertThat(layer).isNotNull();
            assertThat(started.get(0))
                    .contains("is HALTED")
                    .contains("(maintenance)")
                    .contains("resume");
            assertThat(resumed.get(0)).startsWith(ACCOUNT + " is ACTIVE");
        }
    }

    @Test
    void startsReducingWhereARecordAboutTheTradingStateCannotBeBelieved() throws Exception {
        try (var producer = producer();
                ReportingLayer layer = layer("run-7")) {
            String key = "TRADING_STATE|" + ACCOUNT;
            producer.send(new ProducerRecord<>(Topics.CONTROL, key.getBytes(StandardCharsets.UTF_8), new byte[] {1}))
                    .get();

            assertThat(control.start("run-7", LIMIT).get(0))
                    .startsWith(ACCOUNT + " is REDUCING")
                    .contains("can't be believed")
                    .contains("nexus control resume");
            assertThat(control.set(TradingState.ACTIVE, "looked at", LIMIT).get(0))
                    .startsWith(ACCOUNT + " is ACTIVE");
            assertThat(layer).isNotNull();
        }
    }

    @Test
    void believesNoTradingStateThatWasSentBeforeTheNewest() throws Exception {
        ControlMessage resume = ControlMessage.of(new TradingStateChange(ACCOUNT, TradingState.ACTIVE, "old"), 1)
                .withId("old");
        try (var producer = producer();
                ReportingLayer layer = layer("run-8")) {
            control.set(TradingState.HALTED, "night", Duration.ZERO);
            producer.send(new RecordSigner(keys, () -> 1).signed(TopicRecord.of(Topics.CONTROL, resume.key(), resume)))
                    .get();

            assertThat(control.start("run-8", LIMIT).get(0))
                    .contains("is HALTED")
                    .contains("(night)");
            assertThat(layer).isNotNull();
        }
    }

    @Test
    void showsWhatLayer6ReportsIfThatIsStricter() throws Exception {
        UnaryOperator<TradingState> lossLimit = state -> state == TradingState.ACTIVE ? TradingState.REDUCING : state;
        try (ReportingLayer layer = new ReportingLayer(kafka.client(), keys, "run-3", ACCOUNT, lossLimit)) {
            List<String> lines = control.start("run-3", LIMIT);

            assertThat(layer).isNotNull();
            assertThat(lines.get(0))
                    .startsWith(ACCOUNT + " is REDUCING, not ACTIVE: ")
                    .contains("loss limit");
        }
    }

    @Test
    void tradesOnlyWhenTheJobHasComeUpWithTheMarket() throws Exception {
        sendMarket(3_600_000);
        try (ReportingLayer layer = layer("run-4")) {
            assertThatThrownBy(() -> control.start("run-4", Duration.ofMillis(500)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call start again")
                    .hasMessageContaining("no job reports progress");
            assertThat(layer).isNotNull();
            assertThat(kindsBut(ControlKind.ACCOUNT_SNAPSHOT)).containsExactly(ControlKind.START);

            reportProgressUntil(() -> control.start("run-4", LIMIT), 3_599_000);
        }
        assertThat(kindsBut(ControlKind.ACCOUNT_SNAPSHOT))
                .containsExactly(ControlKind.START, ControlKind.START, ControlKind.TRADING_STATE);
    }

    @Test
    void givesUpWithTheLikelyCauses() throws IOException {
        assertThat(control.set(TradingState.HALTED, "test", Duration.ZERO))
                .containsExactly(ACCOUNT + " is asked to be HALTED");
        assertThatThrownBy(() -> control.set(TradingState.HALTED, "test", Duration.ofMillis(300)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has not taken the control message")
                .hasMessageContaining("is a job running")
                .hasMessageContaining("feed");
    }

    private void sendMarket(long feedTimeMs) throws Exception {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.MARKET, 0, feedTimeMs, new byte[0], new byte[0]))
                    .get();
        }
    }

    private void reportProgressUntil(Callable<List<String>> answer, long feedTimeMs) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (var producer = producer()) {
            Future<List<String>> lines = thread.submit(answer);
            while (!lines.isDone()) {
                var progress = TopicRecord.of(Topics.PROGRESS, "k", new JobProgress("SIM|USDM|main", feedTimeMs));
                producer.send(new RecordSigner(keys, System::currentTimeMillis).signed(progress))
                        .get();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertThat(lines.get().get(0)).startsWith(ACCOUNT + " is ACTIVE");
        } finally {
            thread.shutdownNow();
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(kafka.client(), new ByteArraySerializer(), new ByteArraySerializer());
    }
}
