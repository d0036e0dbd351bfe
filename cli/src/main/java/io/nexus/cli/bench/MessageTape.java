package io.nexus.cli.bench;

import io.nexus.connectors.gateway.MessageSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Signed messages of the market topic in memory, packed, in the order they were sent. Written by one thread, then read by
 * any. The newest one of the process is {@link #current()}: too large to travel with a job. */
public final class MessageTape implements MessageSink {
    private static final AtomicReference<MessageTape> CURRENT = new AtomicReference<>();
    private static final int CHUNK_BYTES = 4 << 20;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    private final List<String> headerNames = new ArrayList<>();
    private int[] chunkOf = new int[1 << 16];
    private int[] offsetOf = new int[1 << 16];
    private int size;

    MessageTape() {
        CURRENT.set(this);
    }

    static MessageTape current() {
        MessageTape tape = CURRENT.get();
        if (tape == null) {
            throw new IllegalStateException("no messages were prepared in this process");
        }
        return tape;
    }

    /** How many messages it holds. */
    public int size() {
        return size;
    }

    @Override
    public void send(ProducerRecord<byte[], byte[]> message) {
        Header[] headers = message.headers().toArray();
        int bytes = 16 + message.key().length + message.value().length;
        for (Header header : headers) {
            bytes += 8 + header.value().length;
        }
        ByteBuffer chunk = chunkWith(bytes);
        if (size == chunkOf.length) {
            chunkOf = Arrays.copyOf(chunkOf, size * 2);
            offsetOf = Arrays.copyOf(offsetOf, size * 2);
        }
        chunkOf[size] = chunks.size() - 1;
        offsetOf[size] = chunk.position();
        size++;
        chunk.putInt(message.partition());
        put(chunk, message.key());
        put(chunk, message.value());
        chunk.putInt(headers.length);
        for (Header header : headers) {
            chunk.putInt(indexOf(header.key()));
            put(chunk, header.value());
        }
    }

    /** A message as a consumer would get it. */
    public ConsumerRecord<byte[], byte[]> message(int index) {
        ByteBuffer chunk = at(index);
        int partition = chunk.getInt();
        byte[] key = bytes(chunk);
        byte[] value = bytes(chunk);
        RecordHeaders headers = new RecordHeaders();
        for (int left = chunk.getInt(); left > 0; left--) {
            headers.add(headerNames.get(chunk.getInt()), bytes(chunk));
        }
        return new ConsumerRecord<>(
                "tape",
                partition,
                index,
                0L,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }

    String key(int index) {
        ByteBuffer chunk = at(index);
        chunk.getInt();
        return new String(bytes(chunk), StandardCharsets.UTF_8);
    }

    byte[] payload(int index) {
        ByteBuffer chunk = at(index);
        chunk.getInt();
        int keyLength = chunk.getInt();
        return bytes(chunk.position(chunk.position() + keyLength));
    }

    @Override
    public long[] flush() {
        return new long[0];
    }

    @Override
    public void close() {
        // memory only
    }

    private ByteBuffer at(int index) {
        return chunks.get(chunkOf[index]).duplicate().position(offsetOf[index]);
    }

    private ByteBuffer chunkWith(int bytes) {
        if (chunks.isEmpty() || chunks.get(chunks.size() - 1).remaining() < bytes) {
            chunks.add(ByteBuffer.allocate(Math.max(CHUNK_BYTES, bytes)));
        }
        return chunks.get(chunks.size() - 1);
    }

    private int indexOf(String header) {
        int index = headerNames.indexOf(header);
        if (index < 0) {
            headerNames.add(header);
        }
        return index < 0 ? headerNames.size() - 1 : index;
    }

    private static void put(ByteBuffer chunk, byte[] bytes) {
        chunk.putInt(bytes.length).put(bytes);
    }

    private static byte[] bytes(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.getInt()];
        chunk.get(bytes);
        return bytes;
    }
}
