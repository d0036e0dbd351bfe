package io.nexus.cli.embedded;

import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.recorded.InstrumentFile;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.MarketMessageWriter;
import io.nexus.connectors.wire.MessageSigner;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.market.BookUpdate;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Quote;
import io.nexus.domain.market.Trade;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A gateway in the hand of a test: it signs and sends what it is told, right or wrong. */
final class SignedFeed implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final MessageSigner signer;
    private final MarketMessageWriter writer = new MarketMessageWriter(InstrumentFile.binance2024());
    private final Map<String, Long> sequenceByKey = new HashMap<>();
    private long feedTimeMs;

    SignedFeed(String bootstrapServers, FeedKeys keys, long feedTimeMs) {
        this.feedTimeMs = feedTimeMs;
        signer = new MessageSigner(keys);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    long feedTimeMs() {
        return feedTimeMs;
    }

    /** Moves the clock and beats in every partition. */
    void beat(long stepMs) {
        beat(stepMs, IntStream.range(0, Partitions.COUNT).toArray());
    }

    /** Moves the clock and beats in some partitions only. */
    void beat(long stepMs, int... partitions) {
        feedTimeMs += stepMs;
        for (int partition : partitions) {
            String key = Partitions.heartbeatKey(partition);
            MarketEvent heartbeat = event(MarketEventKind.HEARTBEAT, "", feedTimeMs, null);
            send(partition, key, signed(key, writer.write(heartbeat, 0)));
        }
    }

    /** A signed message with the instrument's next sequence, ready to be sent or spoilt. */
    Message message(String instrument, byte[] payload) {
        return signed(instrument, payload);
    }

    void send(Message message) {
        send(Partitions.of(message.key), message.key, message);
    }

    void send(MarketEvent event) {
        send(message(event.instrument(), payload(event)));
    }

    byte[] payload(MarketEvent event) {
        return writer.write(event, 0);
    }

    void flush() {
        producer.flush();
    }

    /** An event of the feed at some time. */
    static MarketEvent event(MarketEventKind kind, String instrument, long feedTimeMs, Object payload) {
        return new MarketEvent(
                kind,
                instrument,
                0,
                feedTimeMs,
                MarketEvent.NO_EXCHANGE_TIME,
                0,
                false,
                Freshness.FRESH,
                payload instanceof Trade trade ? trade : null,
                payload instanceof Quote quote ? quote : null,
                payload instanceof BookUpdate book ? book : null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }

    private Message signed(String key, byte[] payload) {
        long sequence = sequenceByKey.merge(key, 1L, Long::sum);
        Headers headers = new RecordHeaders();
        signer.sign(headers, sequence, feedTimeMs, key.getBytes(StandardCharsets.UTF_8), payload);
        return new Message(key, headers, payload);
    }

    private void send(int partition, String key, Message message) {
        var unused = producer.send(new ProducerRecord<>(
                Topics.MARKET, partition, key.getBytes(StandardCharsets.UTF_8), message.payload, message.headers));
    }

    /** A message before it is sent. */
    record Message(String key, Headers headers, byte[] payload) {}
}
