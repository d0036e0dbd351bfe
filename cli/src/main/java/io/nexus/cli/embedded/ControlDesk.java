package io.nexus.cli.embedded;

import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlKind;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the operator's control messages; each call returns when the message is stored, or fails after 10 s. */
public final class ControlDesk implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public ControlDesk(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "linger.ms", "0",
                        "max.block.ms", "10000",
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", "10000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Tells the job that its run has started; before, it only reduces. */
    public void start(String runId, long feedTimeMs) {
        write(new ControlMessage(ControlKind.START, runId, 0, feedTimeMs, null, null, null, null, null));
    }

    /** Sets an account's trading state.
     *
     * @param reason for people */
    public void setTradingState(String account, TradingState state, String reason, long feedTimeMs) {
        TradingStateChange change = new TradingStateChange(account, state, reason);
        write(new ControlMessage(ControlKind.TRADING_STATE, "", 0, feedTimeMs, change, null, null, null, null));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void write(ControlMessage message) {
        try {
            producer.send(JsonSerializer.producerRecord(Topics.CONTROL, message.key(), message))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("control message " + message.kind() + " could not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing control message " + message.kind(), e);
        }
    }
}
