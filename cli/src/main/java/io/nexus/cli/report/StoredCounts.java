package io.nexus.cli.report;

import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.connectors.kafka.TopicReader;
import io.nexus.connectors.kafka.Topics;
import io.nexus.domain.account.JobProgress;
import io.nexus.domain.skip.FunnelCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The funnel of a run, in its data directory or on its topic: the newest total of every name and instrument.
 *
 * @param feedTimeMs how far the job had come; {@code Long.MIN_VALUE} before its first report */
public record StoredCounts(long feedTimeMs, List<FunnelCount> counts) {
    private static final Logger LOG = LoggerFactory.getLogger(StoredCounts.class);

    /** Nothing counted yet. */
    public static final StoredCounts NONE = new StoredCounts(Long.MIN_VALUE, List.of());

    /** Reads what {@link #store} wrote; {@link #NONE} if there is no such file.
     *
     * @throws IOException if it can't be read */
    public static StoredCounts load(Path file) throws IOException {
        return Files.exists(file) ? RecordJson.read(WholeFile.read(file), StoredCounts.class) : NONE;
    }

    /** What the counts topic holds now. What is no count is skipped and logged.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @throws IOException if the broker does not answer */
    public static StoredCounts read(Properties client) throws IOException {
        FunnelTotals totals = new FunnelTotals();
        try (TopicReader topic = new TopicReader(client)) {
            topic.read(Topics.COUNTS, record -> read(record, FunnelCount.class, totals::take));
        }
        return new StoredCounts(newestProgressMs(client), totals.sorted());
    }

    /** Feed time that the job reported last; {@code Long.MIN_VALUE} if it never did.
     *
     * @param client bootstrap servers and, where needed, security settings
     * @throws IOException if the broker does not answer */
    public static long newestProgressMs(Properties client) throws IOException {
        AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
        try (TopicReader topic = new TopicReader(client)) {
            topic.readLast(
                    new TopicPartition(Topics.PROGRESS, 0),
                    record -> read(record, JobProgress.class, progress -> newest.set(progress.feedTimeMs())));
        }
        return newest.get();
    }

    private static <T> void read(ConsumerRecord<byte[], byte[]> record, Class<T> type, Consumer<T> reader) {
        try {
            if (record.value() != null) {
                reader.accept(RecordJson.read(record.value(), type));
            }
        } catch (IOException e) {
            LOG.warn("unreadable record {}@{}: {}", record.topic(), record.offset(), e.getMessage());
        }
    }

    /** Replaces the file, at once and whole: a reader, or a process that is killed now, finds the old or the new counts.
     *
     * @throws IOException if it can't be written */
    public void store(Path file) throws IOException {
        WholeFile.replaceDerived(file, RecordJson.write(this));
    }

    /** Total of a name over all instruments; 0 if it never came. */
    public long total(String name) {
        return counts.stream()
                .filter(count -> count.name().equals(name))
                .mapToLong(FunnelCount::total)
                .sum();
    }

    /** Totals by name, summed over instruments. */
    public Map<String, Long> totals() {
        Map<String, Long> totals = new TreeMap<>();
        counts.forEach(count -> totals.merge(count.name(), count.total(), Long::sum));
        return totals;
    }

    /** Skips summed by a property of theirs. */
    public Map<String, Long> skipsBy(Function<FunnelCount, String> property) {
        Map<String, Long> totals = new TreeMap<>();
        counts.stream()
                .filter(count -> isSkip(count.name()))
                .forEach(count -> totals.merge(property.apply(count), count.total(), Long::sum));
        return totals;
    }

    /** Whether a count is one of skips: {@code L4.WEAK}. */
    static boolean isSkip(String name) {
        return name.length() > 3 && name.charAt(0) == 'L' && Character.isDigit(name.charAt(1)) && name.charAt(2) == '.';
    }
}
