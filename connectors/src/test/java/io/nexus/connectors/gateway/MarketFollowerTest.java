package io.nexus.connectors.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarketFollowerTest {
    private static final long LIMIT_MS = 10_000;
    private static final InstrumentCatalog CATALOG = InstrumentFile.binance2024();
    private static final String BTC = "BINANCE|USDM|BTCUSDT";
    private static final String ETH = "BINANCE|SPOT|ETHUSDT";
    private static final long T0 = 1_000_000;

    @TempDir
    Path directory;

    private final FakeTopic topic = new FakeTopic();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<MarketEvent> taken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong reachedMs = new AtomicLong();
    private FeedKeys keys;
    private Map<TopicPartition, Long> ends;

    @BeforeEach
    void sendAMarket() {
        keys = FeedKeys.create(directory.resolve("feed.keys"), "k1");
        List<FeedMessage> messages = List.of(
                trade(BTC, T0, 1),
                trade(ETH, T0, 2),
                trade(BTC, T0 + 1, 3),
                trade(ETH, T0 + 40, 4),
                trade(BTC, T0 + 90, 5));
        AtomicLong wallMs = new AtomicLong(T0);
        FeedGateway gateway = new FeedGateway(
                GatewayConfig.defaults(),
                CATALOG,
                keys,
                new ListSource(messages),
                new GatewayLinks(topic, () -> ProgressMonitor.NONE, message -> {}, event -> {}, wallMs::get));
        gateway.step();
        wallMs.addAndGet(400);
        gateway.step();
        List<TopicPartition> partitions = IntStream.range(0, Partitions.COUNT)
                .mapToObj(partition -> new TopicPartition(Topics.MARKET, partition))
                .toList();
        ends = partitions.stream().collect(Collectors.toMap(partition -> partition, partition ->
                (long) topic.partitions.get(partition.partition()).size()));
        consumer.assign(partitions);
        consumer.updateBeginningOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> 0L)));
        consumer.updateEndOffsets(ends);
    }

    private MarketFollower follower() {
        return new MarketFollower(consumer, ends, keys, CATALOG, new MarketFollower.MarketReader() {
            @Override
            public void reached(long feedTimeMs) {
                reachedMs.set(feedTimeMs);
            }

            @Override
            public void take(MarketEvent event) {
                assertThat(event.feedTimeMs()).isLessThanOrEqualTo(reachedMs.get());
                taken.add(event);
            }
        });
    }

    private void deliver(int partition) {
        for (int offset = 0; offset < topic.partitions.get(partition).size(); offset++) {
            consumer.addRecord(topic.record(partition, offset));
        }
    }

    @Test
    void givesTheGatewaysOrderWhicheverPartitionComesFirst() throws Exception {
        try (MarketFollower follower = follower()) {
            for (int partition = Partitions.COUNT - 1; partition >= 0; partition--) {
                int next = partition;
                consumer.schedulePollTask(() -> deliver(next));
            }

            await(follower::isFollowing);

            assertThat(follower.refused()).isZero();
            assertThat(follower.failure()).isNull();
        }
        assertThat(taken.stream().filter(event -> event.kind() == MarketEventKind.TRADE))
                .extracting(event -> event.trade().tradeId())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void countsAndLeavesOutWhatIsForgedOrSentTwice() throws Exception {
        int partition = Partitions.of(BTC);
        try (MarketFollower follower = follower()) {
            consumer.schedulePollTask(() -> {
                for (int other = 0; other < Partitions.COUNT; other++) {
                    deliver(other);
                }
                int end = topic.partitions.get(partition).size();
                ConsumerRecord<byte[], byte[]> first = topic.record(partition, 1);
                consumer.addRecord(copy(first, end, first.value()));
                consumer.addRecord(copy(first, end + 1, new byte[] {1}));
            });

            await(() -> follower.refused() == 2);

            assertThat(follower.failure()).isNull();
        }
        assertThat(taken.stream().filter(event -> event.kind() == MarketEventKind.TRADE))
                .hasSize(5);
    }

    @Test
    void tellsWhyItStopped() throws Exception {
        try (MarketFollower follower = follower()) {
            consumer.setPollException(new KafkaException("no broker today"));

            await(() -> follower.failure() != null);

            assertThat(follower.failure()).hasMessage("no broker today");
            assertThat(follower.isFollowing()).isFalse();
        }
    }

    private static ConsumerRecord<byte[], byte[]> copy(
            ConsumerRecord<byte[], byte[]> record, long offset, byte[] value) {
        ConsumerRecord<byte[], byte[]> copy =
                new ConsumerRecord<>(record.topic(), record.partition(), offset, record.key(), value);
        record.headers().forEach(header -> copy.headers().add(header));
        return copy;
    }

    private static FeedMessage trade(String instrument, long feedTimeMs, long id) {
        return FeedMessage.of(new MarketEvent(
                MarketEventKind.TRADE,
                instrument,
                0,
                feedTimeMs,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                false,
                Freshness.FRESH,
                new Trade(id, 100, 1, Side.BUY),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.getAsBoolean()) {
            assertThat(System.currentTimeMillis()).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
