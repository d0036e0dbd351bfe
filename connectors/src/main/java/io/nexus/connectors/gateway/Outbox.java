package io.nexus.connectors.gateway;

import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.connectors.wire.MarketMessageWriter;
import io.nexus.connectors.wire.MessageSigner;
import io.nexus.connectors.wire.Partitions;
import io.nexus.domain.instrument.InstrumentCatalog;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.port.WallClock;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Numbers, writes and signs messages and hands them to the sink. Not thread-safe. */
final class Outbox {
    private final MarketMessageWriter writer;
    private final MessageSigner signer;
    private final MessageSink sink;
    private final WallClock wallClock;
    private final Map<String, byte[]> bytesByKey = new HashMap<>();
    private long sent;

    Outbox(FeedKeys keys, InstrumentCatalog catalog, MessageSink sink, WallClock wallClock) {
        this.writer = new MarketMessageWriter(catalog);
        this.signer = new MessageSigner(keys);
        this.sink = sink;
        this.wallClock = wallClock;
    }

    /** Sends a message of an instrument as its next one. */
    void send(MarketEvent event, GatewayState state) {
        int partition = Partitions.of(event.instrument());
        long sequence = ++state.channel(event.instrument()).sequence;
        send(event, event.instrument(), sequence, partition, state.sourceIndex);
        state.sentIndex[partition] = Math.max(state.sentIndex[partition], state.sourceIndex);
    }

    /** Sends the next heartbeat of a partition. */
    void beat(MarketEvent heartbeat, int partition, GatewayState state) {
        long sequence = ++state.heartbeatSequence[partition];
        send(heartbeat, Partitions.heartbeatKey(partition), sequence, partition, state.sourceIndex);
        state.lastHeartbeatMs[partition] = heartbeat.feedTimeMs();
        state.sentIndex[partition] = Math.max(state.sentIndex[partition], state.sourceIndex);
    }

    long sent() {
        return sent;
    }

    private void send(MarketEvent event, String key, long sequence, int partition, long sourceIndex) {
        byte[] keyBytes = bytesByKey.computeIfAbsent(key, k -> k.getBytes(StandardCharsets.UTF_8));
        byte[] payload = writer.write(event, sourceIndex);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(Topics.MARKET, partition, event.feedTimeMs(), keyBytes, payload);
        signer.sign(message.headers(), sequence, wallClock.nowMs(), keyBytes, payload);
        sink.send(message);
        sent++;
    }
}
