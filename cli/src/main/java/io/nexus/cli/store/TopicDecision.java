package io.nexus.cli.store;

import io.nexus.testbed.broker.BrokerFiles;
import io.nexus.testbed.broker.PartitionLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The broker's part of {@link StoreDecision}. */
final class TopicDecision {
    private static final StoreLedger.PartitionMark NO_MARK = new StoreLedger.PartitionMark(0, "", 0, "");

    private TopicDecision() {}

    /** Whether the topics hold what they held. */
    static StoreVerdict topics(StoreFacts facts) {
        Path folder = Store.TOPICS.in(facts.root());
        BrokerFiles kafka = facts.kafka();
        StoreLedger ledger = facts.ledger();
        Map<String, StoreLedger.PartitionMark> marks = new TreeMap<>(ledger == null ? Map.of() : ledger.partitions());
        boolean isExpected = !marks.isEmpty() || facts.wasStarted();
        if (!isExpected && kafka.partitions().isEmpty()) {
            return StoreDecision.resumed(Store.TOPICS, "none yet");
        }
        Path identity = folder.resolve("meta.properties");
        if (isExpected && kafka.identity().isEmpty()) {
            return refused(identity + " is gone: the broker would take the directory for a new one");
        }
        String known = ledger == null ? "" : ledger.brokerIdentity();
        if (!known.isEmpty() && !known.equals(kafka.identity())) {
            return refused(identity + " is not what it was: the broker would not know the directory as its own");
        }
        if (isExpected && !kafka.partitions().containsKey(BrokerFiles.METADATA)) {
            return refused(folder.resolve(BrokerFiles.METADATA)
                    + " is gone: the broker would not know its topics and remove them");
        }
        for (var mark : marks.entrySet()) {
            PartitionLog found = kafka.partitions().get(mark.getKey());
            if (mark.getKey().equals(BrokerFiles.GROUPS)) {
                continue;
            }
            String lost = found == null
                    ? folder.resolve(mark.getKey()) + " is gone, with its records up to offset "
                            + mark.getValue().end()
                    : lost(folder.resolve(mark.getKey()), found, mark.getValue());
            if (lost != null) {
                return refused(lost);
            }
        }
        long torn = 0;
        long wrong = 0;
        for (var partition : kafka.partitions().entrySet()) {
            PartitionLog log = partition.getValue();
            String name = partition.getKey();
            if (name.equals(BrokerFiles.GROUPS)) {
                continue;
            }
            String problem = lost(folder.resolve(name), log, NO_MARK);
            if (problem != null) {
                return refused(problem);
            }
            if (log.begin() > 0 && facts.keptForEver().contains(name.substring(0, name.lastIndexOf('-')))) {
                return refused(folder.resolve(name) + " begins at offset " + log.begin()
                        + ", and nothing of it is ever removed: its older segments are gone");
            }
            torn += log.tornBytes();
            wrong += log.wrongIndexes().size();
        }
        List<Path> readOnly = facts.readOnly().stream()
                .filter(path -> path.startsWith(folder))
                .toList();
        if (!readOnly.isEmpty()) {
            return refused(readOnly.get(0) + " is read-only, and the run writes to it: chmod u+w it");
        }
        String cut = torn == 0 ? "" : "; " + StoreDecision.number(torn) + " bytes of unfinished records are cut off";
        String indexes = wrong == 0
                ? ""
                : "; " + StoreDecision.count(wrong, "index file") + " led astray, the broker makes it again";
        return StoreDecision.resumed(
                Store.TOPICS, StoreDecision.count(kafka.partitions().size(), "partition") + cut + indexes);
    }

    /** Where the trade history had come to: without it, everything is read once more and changes nothing. */
    static StoreVerdict groups(StoreFacts facts) {
        PartitionLog log = facts.kafka().partitions().get(BrokerFiles.GROUPS);
        StoreLedger ledger = facts.ledger();
        StoreLedger.PartitionMark mark =
                ledger == null ? null : ledger.partitions().get(BrokerFiles.GROUPS);
        Path folder = Store.GROUPS.in(facts.root());
        String again = ": the trade history reads its topics once more, which changes nothing";
        if (log == null) {
            return mark == null
                    ? StoreDecision.resumed(Store.GROUPS, "none yet")
                    : StoreDecision.rebuilt(Store.GROUPS, folder + " is gone" + again);
        }
        String problem = lost(folder, log, mark == null ? NO_MARK : mark);
        return problem == null
                ? StoreDecision.resumed(Store.GROUPS, "as it is")
                : StoreDecision.rebuilt(Store.GROUPS, problem + again);
    }

    private static @Nullable String lost(Path folder, PartitionLog found, StoreLedger.PartitionMark mark) {
        if (found.topicId().isEmpty() && (found.end() > 0 || !mark.topicId().isEmpty())) {
            return folder.resolve("partition.metadata")
                    + " is gone or damaged: the broker would take the partition for a stray one and begin it anew";
        }
        if (!mark.topicId().isEmpty() && !found.topicId().equals(mark.topicId())) {
            return folder + " is of another topic with the same name, id " + found.topicId() + " instead of "
                    + mark.topicId() + ": it is another run's";
        }
        if (!found.problem().isEmpty()) {
            return found.problem();
        }
        boolean isChanged = !mark.seal().isEmpty()
                && !found.seal().isEmpty()
                && !mark.seal().equals(found.sealAtMark());
        if (found.end() >= mark.end()) {
            return isChanged
                    ? folder + " does not hold what this run wrote up to offset "
                            + StoreDecision.number(mark.sealedTo()) + ": it is another run's, or was changed"
                    : null;
        }
        return folder + " ends at offset " + StoreDecision.number(found.end()) + ", it had come to "
                + StoreDecision.number(mark.end()) + ": "
                + StoreDecision.count(mark.end() - found.end(), "record") + " are gone";
    }

    private static StoreVerdict refused(String text) {
        return StoreDecision.refused(Store.TOPICS, text);
    }
}
