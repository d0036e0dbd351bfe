package io.nexus.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.config.ConfigBinder;
import io.nexus.domain.account.AccountReport;
import io.nexus.domain.market.Side;
import io.nexus.domain.order.ExchangeStep;
import io.nexus.domain.order.OrderEvent;
import io.nexus.domain.order.OrderIntent;
import io.nexus.domain.order.OrderPurpose;
import io.nexus.domain.order.OrderReport;
import io.nexus.domain.order.OrderStatus;
import io.nexus.domain.order.OrderType;
import io.nexus.domain.order.StepKind;
import io.nexus.domain.order.TimeInForce;
import io.nexus.domain.port.Exchange;
import io.nexus.domain.port.ExchangeException;
import io.nexus.domain.port.VenueOrder;
import io.nexus.job.config.NexusConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lanes to the exchange wait as long and hold as many steps as the options say; the operators are the graph's own. */
final class LaneOptionsTest {
    private static final String INSTRUMENT = Graphs.INSTRUMENTS.all().get(0).key();
    private static final int ANY_PRIORITY = 1_000;

    /** What the venue was asked and has not answered; static, as the graph ships the exchange's factory. */
    private static final List<CompletableFuture<OrderReport>> OPEN = new ArrayList<>();

    private OneInputStreamOperatorTestHarness<ExchangeStep, OrderEvent> harness;

    @AfterEach
    void close() throws Exception {
        harness.close();
        OPEN.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "exchange-entries, 5000",
        "exchange-entries, 9000",
        "exchange-exits, 5000",
        "exchange-exits, 9000",
    })
    void aStepThatTheVenueDoesNotAnswerIsUnknownOnceTheTimeoutIsOver(String lane, long timeoutMs) throws Exception {
        open(lane, Map.of("exchange-timeout-ms", timeoutMs));
        harness.processElement(query(0), 0);

        harness.setProcessingTime(timeoutMs - 1);
        runMails();
        assertThat(harness.extractOutputValues()).isEmpty();
        harness.setProcessingTime(timeoutMs);
        runMails();

        assertThat(harness.extractOutputValues())
                .singleElement()
                .extracting(event -> event.report().status())
                .isEqualTo(OrderStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"exchange-entries, 100", "exchange-entries, 7", "exchange-exits, 100", "exchange-exits, 7"})
    void takesNoMoreStepsThanItsCapacityBeforeOneIsAnswered(String lane, int capacity) throws Exception {
        List<Integer> openWhenFull = new ArrayList<>();
        open(lane, Map.of("exchange-capacity", capacity));
        // a lane that is full runs the mails of its task until there is room
        harness.getTaskMailbox()
                .put(new Mail(
                        () -> {
                            openWhenFull.add(OPEN.size());
                            OPEN.forEach(LaneOptionsTest::fail);
                        },
                        ANY_PRIORITY,
                        "the venue answers"));

        for (int i = 0; i <= capacity; i++) {
            harness.processElement(query(i), 0);
        }

        assertThat(openWhenFull).containsExactly(capacity);
        OPEN.forEach(LaneOptionsTest::fail);
        runMails();
    }

    private static void fail(CompletableFuture<OrderReport> answer) {
        answer.completeExceptionally(new ExchangeException(ExchangeException.Kind.UNKNOWN, "by the test"));
    }

    @SuppressWarnings("unchecked") // the graph's lanes take steps and give order events
    private void open(String uid, Map<String, ? extends Number> execution) throws Exception {
        NexusConfig config = ConfigBinder.bind(NexusConfig.defaults(), Map.of("execution", execution));
        var environment = JobSettings.environment(new Configuration().set(CoreOptions.DEFAULT_PARALLELISM, 1));
        PipelineGraph.build(
                environment, MemorySources.empty(), new MemorySinks(), Graphs.config(config, SilentExchange::new));
        StreamNode node = environment.getStreamGraph().getStreamNodes().stream()
                .filter(one -> uid.equals(one.getTransformationUID()))
                .findFirst()
                .orElseThrow();
        harness = new OneInputStreamOperatorTestHarness<>(
                (OneInputStreamOperatorFactory<ExchangeStep, OrderEvent>) node.getOperatorFactory(),
                (TypeSerializer<ExchangeStep>) node.getTypeSerializersIn()[0]);
        harness.open();
    }

    private void runMails() throws Exception {
        for (Optional<Mail> mail = nextMail(); mail.isPresent(); mail = nextMail()) {
            mail.get().run();
        }
    }

    private Optional<Mail> nextMail() {
        return harness.getTaskMailbox().tryTake(0);
    }

    private static ExchangeStep query(int number) {
        String id = "e" + number;
        OrderIntent intent = new OrderIntent(
                "BINANCE|USDM|main",
                INSTRUMENT,
                id,
                id,
                OrderPurpose.ENTRY,
                Side.BUY,
                OrderType.LIMIT,
                TimeInForce.IOC,
                1,
                600_000,
                false,
                0,
                0,
                0,
                number,
                1_200_000,
                null,
                null);
        return new ExchangeStep(StepKind.QUERY, intent.account(), intent, false, 0, 1, 0, 0);
    }

    /** Answers nothing by itself. */
    private static final class SilentExchange implements Exchange {
        @Override
        public CompletableFuture<OrderReport> query(OrderIntent intent) {
            CompletableFuture<OrderReport> answer = new CompletableFuture<>();
            OPEN.add(answer);
            return answer;
        }

        @Override
        public CompletableFuture<OrderReport> place(OrderIntent intent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<OrderReport> cancel(OrderIntent intent) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<AccountReport> account(String account, long sinceVenueMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<List<VenueOrder>> ordersSince(String account, long sinceVenueMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
