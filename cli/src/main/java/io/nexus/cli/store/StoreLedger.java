package io.nexus.cli.store;

import io.nexus.connectors.file.DamagedFileException;
import io.nexus.connectors.file.WholeFile;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.testbed.venue.JournalMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far each store of a data directory had come at a moment: no store may be behind that when the next run starts. Everything
 * named here was on the disk before the ledger was.
 *
 * @param runId whose stores they are
 * @param root where the directory was then
 * @param number rises with every ledger of a run
 * @param writtenAtWallMs wall time
 * @param journal of the venue
 * @param brokerIdentity checksum of what makes the broker know its directory
 * @param partitions by {@code topic-number}
 * @param job id of the Flink job that was running, 32 hexadecimal digits; empty if none had begun
 * @param checkpoints complete ones, newest first
 * @param historyNumber stamp of the trade history; 0 = none
 * @param historyChecksum of its file, while nobody has it open; empty = not known
 * @param keyPrints digests of the lines of each key file, by file name */
public record StoreLedger(
        String runId,
        String root,
        long number,
        long writtenAtWallMs,
        JournalMark journal,
        String brokerIdentity,
        Map<String, PartitionMark> partitions,
        String job,
        List<CheckpointMark> checkpoints,
        long historyNumber,
        String historyChecksum,
        Map<String, List<String>> keyPrints) {
    /** The newest but one, for when the newest is damaged. */
    static final String PREVIOUS_FILE = "ledger.previous.json";

    /** How far a partition had come.
     *
     * @param end offset behind its newest record
     * @param topicId the broker's; empty if not known
     * @param sealedTo offset up to which the seal counts
     * @param seal over its records up to there; empty if not known */
    public record PartitionMark(long end, String topicId, long sealedTo, String seal) {}

    /** A complete checkpoint or savepoint.
     *
     * @param path below the data directory
     * @param checksum of all its files */
    public record CheckpointMark(String path, long number, String checksum) {}

    public StoreLedger {
        partitions = Map.copyOf(partitions);
        checkpoints = List.copyOf(checkpoints);
        keyPrints = Map.copyOf(keyPrints);
    }

    /** The same while services have the stores open: what is only known of stores at rest is left out. */
    StoreLedger opened(Set<String> keptForEver) {
        Map<String, PartitionMark> open = new TreeMap<>(partitions);
        open.replaceAll((partition, mark) -> keptForEver.contains(partition.substring(0, partition.lastIndexOf('-')))
                ? mark
                : new PartitionMark(mark.end(), mark.topicId(), 0, ""));
        return with(open, "");
    }

    /** The same of stores at rest.
     *
     * @param ends of all partitions, with seals
     * @param checksum of the trade history */
    StoreLedger atRest(Map<String, PartitionMark> ends, String checksum) {
        return with(ends, checksum);
    }

    private StoreLedger with(Map<String, PartitionMark> marks, String checksum) {
        return new StoreLedger(
                runId,
                root,
                number,
                writtenAtWallMs,
                journal,
                brokerIdentity,
                marks,
                job,
                checkpoints,
                historyNumber,
                checksum,
                keyPrints);
    }

    /** Writes the newest ledger; the one before it is kept.
     *
     * @throws IOException if it can't be written; the one before it is still there then */
    void store(Path directory) throws IOException {
        Path newest = Store.LEDGER.in(directory);
        if (Files.exists(newest) && isReadable(newest)) {
            Files.copy(newest, directory.resolve(PREVIOUS_FILE), StandardCopyOption.REPLACE_EXISTING);
        }
        WholeFile.replaceSealed(newest, RecordJson.write(this));
    }

    /** Reads a ledger.
     *
     * @throws IOException if it is damaged; the text names the file */
    static StoreLedger read(Path file) throws IOException {
        byte[] content = WholeFile.read(file);
        try {
            return RecordJson.read(content, StoreLedger.class);
        } catch (IOException e) { // Jackson's own is one, and shows a piece of the content
            throw new DamagedFileException(file, "it is no ledger");
        }
    }

    @Nullable
    CheckpointMark checkpoint(String path) {
        return checkpoints.stream()
                .filter(mark -> mark.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    private static boolean isReadable(Path file) {
        try {
            read(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
