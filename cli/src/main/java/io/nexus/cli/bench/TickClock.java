package io.nexus.cli.bench;

import io.nexus.connectors.gateway.MessageSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.producer.ProducerRecord;

/** When the newest ticks were handed to Kafka, on the process's monotonic clock, by instrument and signed send time. One
 * thread writes, any reads. */
final class TickClock implements MessageSink {
    private static final String SENT_AT = "sentAtWallMs";
    private static final int SLOTS = 1 << 17;

    private static final AtomicLongArray IDS = new AtomicLongArray(SLOTS);
    private static final AtomicLongArray NANOS = new AtomicLongArray(SLOTS);

    private final MessageSink sink;

    TickClock(MessageSink sink) {
        this.sink = sink;
    }

    /** When a tick was handed to Kafka, the first one of its instrument in that millisecond; 0 if too long ago to be known. */
    static long nanosOf(String instrument, long sentAtWallMs) {
        long id = id(instrument.getBytes(StandardCharsets.UTF_8), sentAtWallMs);
        return IDS.get(slot(id)) == id ? NANOS.get(slot(id)) : 0;
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> message) {
        String sentAt = new String(message.headers().lastHeader(SENT_AT).value(), StandardCharsets.US_ASCII);
        long id = id(message.key(), Long.parseLong(sentAt));
        int slot = slot(id);
        if (IDS.get(slot) != id) {
            NANOS.set(slot, System.nanoTime());
            IDS.set(slot, id);
        }
        sink.send(message);
    }

    @Override
    public long[] flush() {
        return sink.flush();
    }

    @Override
    public void close() {
        sink.close();
    }

    private static long id(byte[] instrument, long sentAtWallMs) {
        return sentAtWallMs * 0x9E3779B97F4A7C15L ^ Arrays.hashCode(instrument) * 0xC2B2AE3D27D4EB4FL;
    }

    private static int slot(long id) {
        return (int) (id >>> 40) & (SLOTS - 1);
    }
}
