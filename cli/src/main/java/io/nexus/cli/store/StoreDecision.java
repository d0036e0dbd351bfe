package io.nexus.cli.store;

import static io.nexus.cli.store.StoreVerdict.Answer.REBUILT;
import static io.nexus.cli.store.StoreVerdict.Answer.REFUSED;
import static io.nexus.cli.store.StoreVerdict.Answer.RESUMED;

import io.nexus.connectors.history.HistoryStamp;
import io.nexus.testbed.venue.JournalMark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Holds the stores of a data directory against each other and against the ledger, and answers for each: facts in, verdicts out.
 *
 * @param verdicts one per store that a run left, in the order of {@link Store}; none for a directory without a run
 * @param checkpoint that the job is restored from, below the data directory; null = none was ever completed */
record StoreDecision(List<StoreVerdict> verdicts, @Nullable String checkpoint) {
    /** A run that gets less would fail soon, perhaps with a torn write. */
    static final long LEAST_FREE_BYTES = 64L << 20;

    private static final long CLOCK_MARGIN_MS = 60_000;

    StoreDecision {
        verdicts = List.copyOf(verdicts);
    }

    static StoreDecision of(StoreFacts facts) {
        List<StoreVerdict> verdicts = new ArrayList<>();
        if (facts.usableBytes() < LEAST_FREE_BYTES) {
            verdicts.add(refused(
                    Store.DISK,
                    "the disk of " + facts.root() + " has " + (facts.usableBytes() >> 20) + " MB left, a run needs "
                            + (LEAST_FREE_BYTES >> 20) + " MB at least"));
        }
        FoundFile run = facts.file(Store.RUN);
        if (!run.exists() && !facts.hasStores()) {
            return new StoreDecision(verdicts, null);
        }
        verdicts.add(run(facts, run));
        if (run.isWhole()) {
            verdicts.add(ledger(facts));
            verdicts.add(KeyPrints.decide(facts));
            verdicts.add(TopicDecision.topics(facts));
            verdicts.add(TopicDecision.groups(facts));
            verdicts.add(journal(facts));
        }
        CheckpointChoice choice = CheckpointChoice.of(facts);
        if (run.isWhole()) {
            verdicts.add(choice.verdict());
            verdicts.add(history(facts));
            verdicts.add(feed(facts));
            verdicts.add(derived(facts, Store.COUNTS, "counted again from the topic nexus.counts"));
            if (facts.file(Store.SUMMARY).exists()) {
                verdicts.add(derived(facts, Store.SUMMARY, "the run comes to its end once more and writes it again"));
            }
        }
        return new StoreDecision(verdicts, choice.path());
    }

    boolean isRebuilt(Store store) {
        return verdicts.stream().anyMatch(verdict -> verdict.store() == store && verdict.answer() == REBUILT);
    }

    List<StoreVerdict> refusals() {
        return verdicts.stream().filter(verdict -> verdict.answer() == REFUSED).toList();
    }

    private static StoreVerdict run(StoreFacts facts, FoundFile run) {
        if (!run.exists()) {
            return refused(
                    Store.RUN,
                    run.file()
                            + " is gone, but the stores of a run are here, and only it says which run they are of, from"
                            + " which market and seed");
        }
        if (!run.problem().isEmpty()) {
            return refused(Store.RUN, run.problem());
        }
        if (facts.ledger() == null && !facts.foreignLedgerRun().isEmpty()) {
            return refused(
                    Store.RUN,
                    run.file() + " is of run " + facts.runId() + ", " + Store.LEDGER.in(facts.root()) + " of run "
                            + facts.foreignLedgerRun() + ": one of them is another run's");
        }
        return resumed(Store.RUN, "run " + facts.runId());
    }

    private static StoreVerdict ledger(StoreFacts facts) {
        FoundFile file = facts.file(Store.LEDGER);
        StoreLedger ledger = facts.ledger();
        if (ledger == null) {
            boolean isNew = !file.exists() && !facts.wasStarted();
            return isNew
                    ? resumed(Store.LEDGER, "none yet, the run was ended before its first")
                    : rebuilt(
                            Store.LEDGER,
                            (file.exists() ? file.problem() : file.file() + " is gone")
                                    + ": what the other stores hold now is taken for all they held");
        }
        if (!file.isWhole()) {
            String why = file.exists() ? file.problem() : file.file() + " is gone";
            return rebuilt(Store.LEDGER, why + ": the one before it is used, number " + ledger.number());
        }
        StringJoiner text = new StringJoiner("; ").add("number " + ledger.number());
        long backMs = ledger.writtenAtWallMs() - facts.nowWallMs();
        if (backMs > CLOCK_MARGIN_MS) {
            text.add("the clock of this machine was set back by " + backMs / 1_000
                    + " s since then; feed time rules, so nothing depends on it");
        }
        if (!ledger.root().equals(facts.root().toString())) {
            text.add("the directory was moved or copied from " + ledger.root());
        }
        return resumed(Store.LEDGER, text.toString());
    }

    private static StoreVerdict journal(StoreFacts facts) {
        FoundFile file = facts.file(Store.JOURNAL);
        StoreLedger ledger = facts.ledger();
        JournalMark mark = ledger == null ? JournalMark.EMPTY : ledger.journal();
        var content = facts.journal();
        boolean isExpected = mark.bytes() > 0 || (ledger == null && facts.wasStarted());
        if (!file.exists() || content == null) {
            return file.exists() || isExpected
                    ? refused(
                            Store.JOURNAL,
                            file.exists()
                                    ? file.problem()
                                    : file.file() + " is gone; it held " + number(mark.bytes())
                                            + " bytes, and the venue would know none of the orders and positions that the"
                                            + " job has")
                    : resumed(Store.JOURNAL, "none yet");
        }
        if (!content.problem().isEmpty()) {
            return refused(Store.JOURNAL, file.file() + " is damaged: " + content.problem());
        }
        if (content.end().bytes() < mark.bytes() || (isExpected && content.lines() == 0)) {
            return refused(
                    Store.JOURNAL,
                    file.file() + " ends at byte " + number(content.end().bytes()) + ", it had " + number(mark.bytes())
                            + ": it was cut, or is a copy of an older state");
        }
        if (mark.bytes() > 0 && !content.sealAtMark().equals(mark.seal())) {
            return refused(
                    Store.JOURNAL,
                    file.file() + " is not what this run's venue wrote up to byte " + number(mark.bytes())
                            + ": it is another run's, or was changed");
        }
        if (file.isReadOnly()) {
            return refused(Store.JOURNAL, file.file() + " is read-only, and the venue writes to it: chmod u+w it");
        }
        String torn = content.tornBytes() == 0
                ? ""
                : "; " + number(content.tornBytes()) + " bytes of a line that was reported to nobody are cut off";
        return resumed(Store.JOURNAL, count(content.lines(), "line") + torn);
    }

    private static StoreVerdict history(StoreFacts facts) {
        FoundFile file = facts.file(Store.HISTORY);
        StoreLedger ledger = facts.ledger();
        String again = ": read again from the topics";
        if (!file.exists()) {
            boolean isExpected = ledger == null ? facts.wasStarted() : ledger.historyNumber() > 0;
            return isExpected
                    ? rebuilt(Store.HISTORY, file.file() + " is gone" + again)
                    : resumed(Store.HISTORY, "none yet");
        }
        if (!file.problem().isEmpty()) {
            return rebuilt(Store.HISTORY, file.problem() + again);
        }
        if (file.isReadOnly()) {
            return rebuilt(Store.HISTORY, file.file() + " is read-only" + again);
        }
        HistoryStamp stamp = facts.historyStamp();
        if (ledger == null || ledger.historyNumber() == 0) {
            return stamp == null || stamp.runId().equals(facts.runId())
                    ? resumed(Store.HISTORY, "as it is")
                    : foreignHistory(file, stamp.runId() + again);
        }
        if (stamp == null || !stamp.runId().equals(facts.runId())) {
            return foreignHistory(file, (stamp == null ? "unknown" : stamp.runId()) + again);
        }
        if (stamp.number() < ledger.historyNumber()) {
            return rebuilt(
                    Store.HISTORY,
                    file.file() + " is a copy of an older state, number " + stamp.number() + " of "
                            + ledger.historyNumber() + again);
        }
        boolean isChanged = !ledger.historyChecksum().isEmpty()
                && !Objects.equals(ledger.historyChecksum(), facts.historyChecksum());
        return isChanged
                ? rebuilt(Store.HISTORY, file.file() + " was changed since this run closed it" + again)
                : resumed(Store.HISTORY, "number " + stamp.number());
    }

    private static StoreVerdict foreignHistory(FoundFile file, String run) {
        return rebuilt(Store.HISTORY, file.file() + " is of another run, " + run);
    }

    private static StoreVerdict feed(StoreFacts facts) {
        FoundFile file = facts.file(Store.FEED);
        String again = ": the market is taken from its beginning once more, and what was sent is not sent again";
        if (!file.exists()) {
            return facts.wasStarted()
                    ? rebuilt(Store.FEED, "there is no " + file.file() + again)
                    : resumed(Store.FEED, "none yet");
        }
        if (!file.problem().isEmpty()) {
            return rebuilt(Store.FEED, file.problem() + again);
        }
        boolean isForeign = !facts.feedRun().isEmpty() && !facts.feedRun().equals(facts.runId());
        return isForeign
                ? rebuilt(Store.FEED, file.file() + " is of another run, " + facts.feedRun() + again)
                : resumed(Store.FEED, "as it is");
    }

    private static StoreVerdict derived(StoreFacts facts, Store store, String how) {
        FoundFile file = facts.file(store);
        if (!file.exists()) {
            return facts.wasStarted()
                    ? rebuilt(store, "there is no " + file.file() + ": " + how)
                    : resumed(store, "none yet");
        }
        return file.problem().isEmpty() ? resumed(store, "as it is") : rebuilt(store, file.problem() + ": " + how);
    }

    static StoreVerdict resumed(Store store, String text) {
        return new StoreVerdict(store, RESUMED, text);
    }

    static StoreVerdict rebuilt(Store store, String text) {
        return new StoreVerdict(store, REBUILT, text);
    }

    static StoreVerdict refused(Store store, String text) {
        return new StoreVerdict(store, REFUSED, text);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String count(long value, String noun) {
        return number(value) + ' ' + noun + (value == 1 ? "" : "s");
    }
}
