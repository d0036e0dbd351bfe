package io.nexus.cli.process;

import io.nexus.connectors.clock.SystemWallClock;
import io.nexus.connectors.kafka.RecordSigner;
import io.nexus.connectors.kafka.TopicRecord;
import io.nexus.connectors.kafka.Topics;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.ControlMessage;
import io.nexus.domain.control.TradingStateChange;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the operator's control messages, signed; each call returns when the message is stored, or fails after 10 s. A message is never
 * signed with an earlier time than those that are on the topic already: a clock that is behind must not make it look like a replay. */
public final class ControlDesk implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordSigner signer;
    private final LongSupplier clock;
    private final LongSupplier newestSentAtWallMs;
    private long signedAtWallMs;

    /** A message that is on the topic.
     *
     * @param offset of it
     * @param id of it, which Layer 6 reports when it obeys it */
    public record Written(long offset, String id) {}

    /** Connects on first use.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @param keys the first of them signs
     * @param newestSentAtWallMs newest time of signing that is known from the topic; 0 without one. Asked for each message, since
     *     others write, too */
    public ControlDesk(Properties client, FeedKeys keys, LongSupplier newestSentAtWallMs) {
        this(client, keys, newestSentAtWallMs, System::currentTimeMillis);
    }

    ControlDesk(Properties client, FeedKeys keys, LongSupplier newestSentAtWallMs, LongSupplier clock) {
        this.clock = clock;
        this.newestSentAtWallMs = newestSentAtWallMs;
        signer = new RecordSigner(keys, SystemWallClock.INSTANCE);
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
     * @return the message */
    public Written start(String runId, long feedTimeMs) {
        return write(ControlMessage.start(runId, feedTimeMs));
    }

    /** Sets an account's trading state.
     *
     * @param reason for people
     * @return the message */
    public Written setTradingState(String account, TradingState state, String reason, long feedTimeMs) {
        return write(ControlMessage.of(new TradingStateChange(account, state, reason), feedTimeMs));
    }

    @Override
    public void close() {
        producer.close();
    }

    private Written write(ControlMessage unnamed) {
        ControlMessage message = unnamed.withId(UUID.randomUUID().toString()).checked();
        long earliestWallMs = Math.max(signedAtWallMs, newestSentAtWallMs.getAsLong()) + 1;
        signedAtWallMs = Math.max(earliestWallMs, clock.getAsLong());
        TopicRecord record = TopicRecord.of(Topics.CONTROL, message.key(), message);
        try {
            long offset =
                    producer.send(signer.signed(record, signedAtWallMs)).get().offset();
            return new Written(offset, message.id());
        } catch (ExecutionException e) {
            throw new IllegalStateException("control message " + message.kind() + " could not be stored", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing control message " + message.kind(), e);
        }
    }
}
