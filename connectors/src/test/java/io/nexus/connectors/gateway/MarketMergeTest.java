package io.nexus.connectors.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.market.Trade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MarketMergeTest {
    private static final int PARTITIONS = 3;

    private final MarketMerge merge = new MarketMerge(PARTITIONS);
    private final List<MarketEvent> read = new ArrayList<>();

    /** A message of a gateway: some source message, or the heartbeat behind {@code sourceIndex} of them. */
    private record Sent(int partition, MarketEvent event, long sourceIndex) {}

    private static MarketEvent event(MarketEventKind kind, long feedTimeMs, long id) {
        return new MarketEvent(
                kind,
                kind == MarketEventKind.HEARTBEAT ? "" : "SIM|USDM|BTCUSDT",
                id,
                feedTimeMs,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                false,
                Freshness.FRESH,
                kind == MarketEventKind.TRADE ? new Trade(id, 100, 1, Side.BUY) : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void holdsAnEventBackUntilEveryPartitionHasComeAsFar() {
        MarketEvent trade = event(MarketEventKind.TRADE, 150, 1);
        merge.add(0, trade, 1);
        merge.add(1, event(MarketEventKind.HEARTBEAT, 200, 0), 1);
        merge.drain(read::add);
        assertThat(read).isEmpty();

        merge.add(2, event(MarketEventKind.HEARTBEAT, 100, 0), 0);
        merge.drain(read::add);
        assertThat(read).extracting(MarketEvent::feedTimeMs).containsExactly(100L);

        merge.add(2, event(MarketEventKind.HEARTBEAT, 200, 0), 1);
        merge.drain(read::add);
        assertThat(read).extracting(MarketEvent::feedTimeMs).containsExactly(100L, 150L);
        assertThat(merge.waiting(1)).isEqualTo(1);
    }

    @Test
    void givesTheGatewaysOrderHoweverThePartitionsAreRead() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Sent> sent = sent(random);
            List<Queue<Sent>> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                int partition = i;
                partitions.add(new ArrayDeque<>(sent.stream()
                        .filter(message -> message.partition() == partition)
                        .toList()));
            }
            MarketMerge merged = new MarketMerge(PARTITIONS);
            List<MarketEvent> order = new ArrayList<>();

            while (partitions.stream().anyMatch(partition -> !partition.isEmpty())) {
                Queue<Sent> next = partitions.get(random.nextInt(PARTITIONS));
                for (int left = random.nextInt(8); left > 0 && !next.isEmpty(); left--) {
                    Sent message = next.remove();
                    merged.add(message.partition(), message.event(), message.sourceIndex());
                }
                merged.drain(order::add);
            }

            List<MarketEvent> trades = order.stream()
                    .filter(event -> event.kind() == MarketEventKind.TRADE)
                    .toList();
            assertThat(trades)
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(sent.stream()
                            .map(Sent::event)
                            .filter(event -> event.kind() == MarketEventKind.TRADE)
                            .toList());
            assertThat(order).extracting(MarketEvent::feedTimeMs).isSorted();
            assertThat(order.size()).isGreaterThan(sent.size() - PARTITIONS);
        }
    }

    /** Trades of equal and of rising times on changing partitions, a heartbeat in each every 100 ms, the last behind all. */
    private static List<Sent> sent(Random random) {
        List<Sent> sent = new ArrayList<>();
        long feedTimeMs = 0;
        long nextBeatMs = 0;
        for (long index = 1; index <= 60; index++) {
            feedTimeMs += random.nextInt(3) == 0 ? random.nextInt(120) : 0;
            for (; nextBeatMs <= feedTimeMs; nextBeatMs += 100) {
                beat(sent, nextBeatMs, index - 1);
            }
            sent.add(new Sent(random.nextInt(PARTITIONS), event(MarketEventKind.TRADE, feedTimeMs, index), index));
        }
        beat(sent, nextBeatMs, 60);
        return sent;
    }

    private static void beat(List<Sent> sent, long feedTimeMs, long sourceIndex) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            sent.add(new Sent(partition, event(MarketEventKind.HEARTBEAT, feedTimeMs, 0), sourceIndex));
        }
    }
}
