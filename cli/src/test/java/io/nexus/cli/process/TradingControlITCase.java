package io.nexus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicAdmin;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.testbed.broker.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
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
    private TradingControl control;

    @BeforeEach
    void start() throws IOException {
        kafka = EmbeddedKafka.start(directory);
        TopicAdmin.create(kafka.client(), Topics.all(64 << 20), OptionalInt.of(1));
        control = new TradingControl(new ControlTarget(kafka.client(), List.of(ACCOUNT), 0));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private ReportingLayer layer(String runId) {
        return new ReportingLayer(kafka.client(), runId, ACCOUNT, UnaryOperator.identity());
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
            List<String> first = control.await(control.start("run-1"), LIMIT);
            List<String> second = control.await(control.start("run-1"), LIMIT);

            assertThat(layer).isNotNull();
            assertThat(first).hasSize(1);
            assertThat(first.get(0)).startsWith(ACCOUNT + " is ACTIVE (control message ");
            assertThat(second).containsExactly(first.get(0) + "; run run-1 was started before");
        }
        assertThat(kindsBut(ControlKind.ACCOUNT_SNAPSHOT))
                .containsExactly(ControlKind.START, ControlKind.TRADING_STATE);
    }

    @Test
    void keepsAStricterStateFromBeforeTheStartUntilItIsResumed() throws Exception {
        control.set(TradingState.HALTED, "maintenance");
        try (ReportingLayer layer = layer("run-2")) {
            List<String> started = control.await(control.start("run-2"), LIMIT);
            List<String> resumed = control.await(control.set(TradingState.ACTIVE, "done"), LIMIT);

            assertThat(layer).isNotNull();
            assertThat(started.get(0))
                    .contains("is HALTED")
                    .contains("(maintenance)")
                    .contains("resume");
            assertThat(resumed.get(0)).startsWith(ACCOUNT + " is ACTIVE");
        }
    }

    @Test
    void showsWhatLayer6ReportsIfThatIsStricter() throws Exception {
        UnaryOperator<TradingState> lossLimit = state -> state == TradingState.ACTIVE ? TradingState.REDUCING : state;
        try (ReportingLayer layer = new ReportingLayer(kafka.client(), "run-3", ACCOUNT, lossLimit)) {
            List<String> lines = control.await(control.start("run-3"), LIMIT);

            assertThat(layer).isNotNull();
            assertThat(lines.get(0))
                    .startsWith(ACCOUNT + " is REDUCING, not ACTIVE as control message ")
                    .contains("loss limit");
        }
    }

    @Test
    void givesUpWithTheLikelyCauses() {
        List<TradingControl.Sent> sent = control.set(TradingState.HALTED, "test");

        assertThat(sent.get(0).version())
                .as("a snapshot with version 0 knows of no trading state")
                .isPositive();
        assertThatThrownBy(() -> control.await(sent, Duration.ofMillis(300)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "has not taken control message " + sent.get(0).version())
                .hasMessageContaining("is a job running")
                .hasMessageContaining("feed");
        assertThat(control.await(sent, Duration.ZERO).get(0)).contains("is asked to be HALTED");
    }
}
