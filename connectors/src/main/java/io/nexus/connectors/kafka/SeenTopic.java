package io.nexus.connectors.kafka;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.jspecify.annotations.Nullable;

/** One topic's share of a {@link SeenWriter}: its records that wait to be sent, the bytes of those and of the sent ones that are
 * not acknowledged, and the counts of what was acknowledged and dropped. The task's thread offers, one sender takes, any
 * thread reports. */
final class SeenTopic {
    private static final long RECORD_OVERHEAD_BYTES = 64;
    private static final long LOG_INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final long mostBytes;
    private final LongSupplier nowNs;
    private final Consumer<String> log;
    private final Counter acknowledged;
    private final Counter dropped;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicLong logDueNs;

    /** A record that waits to be sent. */
    private record Waiting(TopicRecord record, long sinceNs) {}

    /** @param mostBytes held at most
     *  @param nowNs a monotonic clock
     *  @param log receives a line about dropped records, at most once a minute */
    SeenTopic(String name, long mostBytes, MetricGroup metrics, LongSupplier nowNs, Consumer<String> log) {
        this.name = name;
        this.mostBytes = mostBytes;
        this.nowNs = nowNs;
        this.log = log;
        MetricGroup own = metrics.addGroup("topic", name);
        acknowledged = own.counter("acknowledged", new ThreadSafeSimpleCounter());
        dropped = own.counter("dropped", new ThreadSafeSimpleCounter());
        own.gauge("heldBytes", heldBytes::get);
        logDueNs = new AtomicLong(nowNs.getAsLong());
    }

    String name() {
        return name;
    }

    /** Takes a record in, or drops it where there is no room. Never waits. */
    boolean offer(TopicRecord record) {
        long bytes = bytes(record);
        if (heldBytes.get() + bytes > mostBytes) {
            drop("its " + mostBytes + " bytes of buffer are full");
            return false;
        }
        heldBytes.addAndGet(bytes);
        waiting.add(new Waiting(record, nowNs.getAsLong()));
        return true;
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    /** The oldest waiting record, which waits no longer; {@link #acknowledge} or {@link #release} must follow. */
    @Nullable
    TopicRecord next() {
        Waiting oldest = waiting.poll();
        return oldest == null ? null : oldest.record;
    }

    /** The broker has a record that was taken. */
    void acknowledge(TopicRecord record) {
        heldBytes.addAndGet(-bytes(record));
        acknowledged.inc();
    }

    /** A record that was taken can't be delivered. */
    void release(TopicRecord record, String reason) {
        heldBytes.addAndGet(-bytes(record));
        drop(reason);
    }

    /** Drops what has waited for longer. */
    void expire(long mostAgeNs, String reason) {
        long now = nowNs.getAsLong();
        for (Waiting oldest = waiting.peek();
                oldest != null && now - oldest.sinceNs > mostAgeNs;
                oldest = waiting.peek()) {
            waiting.poll();
            release(oldest.record, reason);
        }
    }

    /** Drops all that wait. */
    void dropWaiting(String reason) {
        for (TopicRecord record = next(); record != null; record = next()) {
            release(record, reason);
        }
    }

    private void drop(String reason) {
        dropped.inc();
        long now = nowNs.getAsLong();
        long due = logDueNs.get();
        if (now - due >= 0 && logDueNs.compareAndSet(due, now + LOG_INTERVAL_NS)) {
            log.accept("topic " + name + ": " + dropped.getCount() + " records dropped so far, the newest because "
                    + reason);
        }
    }

    private static long bytes(TopicRecord record) {
        return record.sizeBytes() + RECORD_OVERHEAD_BYTES;
    }
}
