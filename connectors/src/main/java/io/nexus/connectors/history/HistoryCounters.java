package io.nexus.connectors.history;

import io.nexus.connectors.history.HistoryWriter.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what became of the records, and logs those that are left out. Thread-safe. */
final class HistoryCounters {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryCounters.class);

    private final Map<HistoryTable, Long> rowsByTable = new ConcurrentHashMap<>();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();

    void unreadable(ConsumerRecord<byte[], byte[]> record, Exception reason) {
        unreadable.incrementAndGet();
        LOG.error("unreadable record {}: {}", origin(record), reason.getMessage());
    }

    /** A transaction was committed. */
    void written(List<HistoryRow<?>> rows, List<Refusal> refusals) {
        rows.forEach(row -> rowsByTable.merge(row.table(), 1L, Long::sum));
        for (Refusal refusal : refusals) {
            HistoryTable table = refusal.row().table();
            rowsByTable.merge(table, -1L, Long::sum);
            refused.incrementAndGet();
            LOG.error(
                    "table {} does not take the row of record {}: {}",
                    table.sqlName(),
                    origin(refusal.row().source()),
                    refusal.reason().getMessage());
        }
    }

    /** A record follows offsets that hold none any more. */
    void missed(ConsumerRecord<byte[], byte[]> next, long fromOffset) {
        missed.addAndGet(next.offset() - fromOffset);
        LOG.error("offsets {} up to {} were deleted before they were read", fromOffset, origin(next));
    }

    void retried() {
        retries.incrementAndGet();
    }

    /** Of every table. */
    Map<String, Long> rowsByTable() {
        Map<String, Long> rows = new TreeMap<>();
        for (HistoryTable table : HistoryTable.values()) {
            rows.put(table.sqlName(), rowsByTable.getOrDefault(table, 0L));
        }
        return rows;
    }

    long unreadable() {
        return unreadable.get();
    }

    long refused() {
        return refused.get();
    }

    long missed() {
        return missed.get();
    }

    long retries() {
        return retries.get();
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + '-' + record.partition() + '@' + record.offset();
    }
}
