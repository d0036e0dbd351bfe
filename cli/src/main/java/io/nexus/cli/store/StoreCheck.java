package io.nexus.cli.store;

import io.nexus.connectors.kafka.ControlLog;
import io.nexus.connectors.wire.FeedKeys;
import io.nexus.testbed.broker.PartitionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What came of holding the stores of a data directory against each other: the run may start.
 *
 * @param verdicts one per store that a run left; none for a directory without a run
 * @param checkpoint that the job is restored from; null = none was ever completed
 * @param isHistoryRebuilt whether the trade history begins anew
 * @param ledger the newest of this run; null if there is none */
public record StoreCheck(
        List<StoreVerdict> verdicts,
        @Nullable Path checkpoint,
        boolean isHistoryRebuilt,
        @Nullable StoreLedger ledger) {
    private static final List<Store> MOVED =
            List.of(Store.LEDGER, Store.GROUPS, Store.HISTORY, Store.FEED, Store.COUNTS, Store.SUMMARY);

    /** Checks a directory that no service has open, and sets aside what is made again.
     *
     * @throws StoreRefusedException naming every file that is missing or damaged; nothing was changed then
     * @throws IOException if the directory can't be read, or a store can't be set aside */
    public static StoreCheck of(Path root) throws IOException {
        long usableBytes = Files.getFileStore(root).getUsableSpace();
        return of(FactReader.read(root.toRealPath(), usableBytes, System.currentTimeMillis()));
    }

    /** Refuses topics whose newest START is of another run: what no file tells.
     *
     * @param kafka client of the directory's broker
     * @throws IOException then, or if the broker does not answer */
    public static void requireRun(Path root, String runId, Properties kafka, FeedKeys keys) throws IOException {
        String newest = ControlLog.newestRun(kafka, keys);
        if (newest != null && !newest.equals(runId)) {
            throw new StoreRefusedException(
                    root,
                    List.of(StoreDecision.refused(
                            Store.TOPICS,
                            "the topics in " + Store.TOPICS.in(root) + " are of run " + newest + ", "
                                    + Store.RUN.in(root) + " is of run " + runId)));
        }
    }

    static StoreCheck of(StoreFacts facts) throws IOException {
        StoreDecision decision = StoreDecision.of(facts);
        Path root = facts.root();
        if (!decision.refusals().isEmpty()) {
            throw new StoreRefusedException(root, decision.refusals());
        }
        for (PartitionLog partition : facts.kafka().partitions().values()) {
            for (Path index : partition.wrongIndexes()) {
                SetAside.move(root, index);
            }
        }
        List<StoreVerdict> verdicts = new ArrayList<>();
        for (StoreVerdict verdict : decision.verdicts()) {
            verdicts.add(decision.isRebuilt(verdict.store()) ? setAside(root, verdict) : verdict);
        }
        return new StoreCheck(
                verdicts,
                Optional.ofNullable(decision.checkpoint()).map(root::resolve).orElse(null),
                decision.isRebuilt(Store.HISTORY),
                facts.ledger());
    }

    private static StoreVerdict setAside(Path root, StoreVerdict verdict) throws IOException {
        Path path = verdict.store().in(root);
        if (!MOVED.contains(verdict.store()) || !Files.exists(path)) {
            return verdict;
        }
        Path now = SetAside.move(root, path);
        return new StoreVerdict(
                verdict.store(), verdict.answer(), verdict.text() + "; the old one is " + root.relativize(now));
    }
}
