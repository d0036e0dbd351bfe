package io.nexus.cli.report;

import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.skip.FunnelCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The funnel of a run as it stands in its data directory: the newest total of every name and instrument.
 *
 * @param feedTimeMs how far the job had come; {@code Long.MIN_VALUE} before its first report */
public record StoredCounts(long feedTimeMs, List<FunnelCount> counts) {
    /** Nothing counted yet. */
    public static final StoredCounts NONE = new StoredCounts(Long.MIN_VALUE, List.of());

    /** Reads what {@link #store} wrote; {@link #NONE} if there is no such file.
     *
     * @throws IOException if it can't be read */
    public static StoredCounts load(Path file) throws IOException {
        return Files.exists(file) ? RecordJson.read(Files.readAllBytes(file), StoredCounts.class) : NONE;
    }

    /** Replaces the file, at once and whole: a reader, or a process that is killed now, finds the old or the new counts.
     *
     * @throws IOException if it can't be written */
    public void store(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, RecordJson.write(this));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Total of a name over all instruments; 0 if it never came. */
    public long total(String name) {
        return counts.stream()
                .filter(count -> count.name().equals(name))
                .mapToLong(FunnelCount::total)
                .sum();
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
