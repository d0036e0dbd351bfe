package io.nexus.cli.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checkpoint that the job is restored from: the newest one that is whole and of this run. Without any, the job would trade
 * past market messages once more, so the run is refused then.
 *
 * @param path below the data directory; null = none */
record CheckpointChoice(@Nullable String path, StoreVerdict verdict) {
    static CheckpointChoice of(StoreFacts facts) {
        StoreLedger ledger = facts.ledger();
        List<String> passedOver = new ArrayList<>();
        Path checkpoints = Store.CHECKPOINTS.in(facts.root());
        for (Path readOnly : facts.readOnly()) {
            if (readOnly.startsWith(checkpoints)) {
                return refused(readOnly + " is read-only, and the job writes to it: chmod u+w it");
            }
        }
        for (FoundCheckpoint found : facts.checkpoints()) {
            String why = problem(facts, found);
            if (why.isEmpty()) {
                return resumed(facts, found, passedOver);
            }
            passedOver.add(facts.root().resolve(found.path()) + " is passed over: " + why);
        }
        boolean isExpected = ledger == null
                ? !facts.checkpoints().isEmpty()
                : !ledger.checkpoints().isEmpty();
        if (!isExpected) {
            return new CheckpointChoice(
                    null, StoreDecision.resumed(Store.CHECKPOINTS, "none was completed yet, the job begins again"));
        }
        String text = passedOver.isEmpty()
                ? checkpoints + " holds none of the checkpoints that were completed, the newest was "
                        + (ledger == null ? "" : ledger.checkpoints().get(0).path())
                : String.join("; ", passedOver);
        return refused(
                text + ": without a checkpoint the job would trade the past market once more, with a wrong equity");
    }

    private static CheckpointChoice refused(String text) {
        return new CheckpointChoice(null, StoreDecision.refused(Store.CHECKPOINTS, text));
    }

    private static CheckpointChoice resumed(StoreFacts facts, FoundCheckpoint found, List<String> passedOver) {
        StoreLedger ledger = facts.ledger();
        List<String> texts = new ArrayList<>(List.of("number " + found.number() + ", " + found.path()));
        texts.addAll(passedOver);
        if (passedOver.isEmpty() && ledger != null && !ledger.checkpoints().isEmpty()) {
            StoreLedger.CheckpointMark newest = ledger.checkpoints().get(0);
            if (newest.number() > found.number()) {
                texts.add(facts.root().resolve(newest.path()) + " is gone, the one before it is used");
            }
        }
        return new CheckpointChoice(found.path(), StoreDecision.resumed(Store.CHECKPOINTS, String.join("; ", texts)));
    }

    private static String problem(StoreFacts facts, FoundCheckpoint found) {
        if (!found.problem().isEmpty()) {
            return found.problem();
        }
        StoreLedger ledger = facts.ledger();
        if (ledger == null) {
            return "";
        }
        StoreLedger.CheckpointMark mark = ledger.checkpoint(found.path());
        if (mark != null) {
            return mark.checksum().equals(found.checksum()) ? "" : "its files are not what they were";
        }
        boolean isOfThisJob = !found.job().isEmpty() && ledger.job().startsWith(found.job());
        return isOfThisJob ? "" : "this run did not take it";
    }
}
