package io.nexus.connectors.gateway;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Where signed messages go. Messages of one partition arrive in the order they were sent; not thread-safe. */
public interface MessageSink extends AutoCloseable {
    /** Takes a message; it need not have arrived yet.
     *
     * @throws IllegalStateException if an earlier message could not be delivered */
    void send(ProducerRecord<byte[], byte[]> message);

    /** Waits until everything sent has arrived.
     *
     * @return for each partition the offset behind the last message, 0 where none was sent
     * @throws IllegalStateException if a message could not be delivered */
    long[] flush();

    @Override
    void close();
}
