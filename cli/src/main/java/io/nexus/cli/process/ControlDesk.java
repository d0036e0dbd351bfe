package io.nexus.cli.process;

import io.nexus.connectors.kafka.JsonSerializer;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the operator's control messages; each call returns when the message is stored, or fails after 10 s. */
public final class ControlDesk implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    /** Connects on first use.
     *
     * @param client bootstrap servers and, where needed, security settings */
    public ControlDesk(Properties client) {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("linger.ms", "0");
        settings.put("max.block.ms", "10000");
        settings.put("request.timeout.ms", "5000");
        settings.put("delivery.timeout.ms", "10000");
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reports to the job that its run has started; before, it only reduces.
     *
     * @return the message's version */
    public long start(String runId, long feedTimeMs) {
        return write(ControlMessage.start(runId, feedTimeMs));
    }

    /** Sets an account's trading state.
     *
     * @param reason for people
     * @return the message's version */
    public long setTradingState(String account, TradingState state, String reason, long feedTimeMs) {
        return write(ControlMessage.of(new TradingStateChange(account, state, reason), feedTimeMs));
    }

    @Override
    public void close() {
        producer.close();
    }

    private long write(ControlMessage message) {
        try {
            return producer.send(JsonSerializer.producerRecord(Topics.CONTROL, message.key(), message))
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException("control message " + message.kind() + " could not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing control message " + message.kind(), e);
        }
    }
}
