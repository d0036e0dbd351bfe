package io.nexus.cli.store;

import io.nexus.connectors.history.HistoryStamp;
import io.nexus.testbed.broker.BrokerFiles;
import io.nexus.testbed.venue.JournalContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found in a data directory before any service opened it.
 *
 * @param runId of {@code run.json}; empty if there is none that can be read
 * @param ledger the newest one of this run that can be read; null if there is none
 * @param foreignLedgerRun run of a ledger that is another run's; empty if there is none
 * @param isStarted whether there is the marker that says that the job was started
 * @param files the stores that are one file each
 * @param readOnly files and folders of the other sources that can't be written
 * @param keyPrints digests of the lines of each key file
 * @param keptForEver topics of which the broker removes nothing
 * @param journal null if there is none or it can't be read
 * @param checkpoints newest first
 * @param historyStamp null if there is no history or it has none
 * @param historyChecksum of its file; empty if there is none
 * @param feedRun run of the gateway's checkpoint; empty if not known
 * @param usableBytes of the disk
 * @param nowWallMs wall time */
record StoreFacts(
        Path root,
        String runId,
        @Nullable StoreLedger ledger,
        String foreignLedgerRun,
        boolean isStarted,
        Map<Store, FoundFile> files,
        List<Path> readOnly,
        Map<String, List<String>> keyPrints,
        BrokerFiles kafka,
        Set<String> keptForEver,
        @Nullable JournalContent journal,
        List<FoundCheckpoint> checkpoints,
        @Nullable HistoryStamp historyStamp,
        String historyChecksum,
        String feedRun,
        long usableBytes,
        long nowWallMs) {

    FoundFile file(Store store) {
        FoundFile found = files.get(store);
        return found == null ? new FoundFile(store.in(root), false, "", false) : found;
    }

    /** Whether the job was ever started: the marker may be lost. */
    boolean wasStarted() {
        return isStarted || !checkpoints.isEmpty();
    }

    /** Whether a run left anything but {@code run.json}. */
    boolean hasStores() {
        return file(Store.JOURNAL).exists()
                || !kafka.partitions().isEmpty()
                || !checkpoints.isEmpty()
                || file(Store.LEDGER).exists();
    }
}
