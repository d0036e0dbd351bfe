package io.nexus.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nexus.cli.store.StoreVerdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of a data directory, damaged in every way, and what a run answers. */
final class StoreDamageTest {
    private static final String RUN = "run-1";
    private static final String OTHER = "run-2";
    private static final long PLENTY = 1L << 40;
    private static final StoreFixture BASE = new StoreFixture(Path.of(""), RUN);
    private static final StoreFixture OTHER_BASE = new StoreFixture(Path.of(""), OTHER);

    @TempDir
    static Path folder;

    private static Path root;
    private static Path older;
    private static Path foreign;

    @BeforeAll
    static void makeDirectories() throws Exception {
        root = Files.createDirectory(folder.resolve("data"));
        older = folder.resolve("older");
        foreign = Files.createDirectory(folder.resolve("foreign"));
        new StoreFixture(root, RUN).live(1, 20);
        StoreDamage.copy(root, older);
        new StoreFixture(root, RUN).live(2, 20);
        new StoreFixture(foreign, OTHER).live(1, 15);
    }

    static Stream<StoreDamage> damages() {
        String kafka = "kafka/";
        String log = "/00000000000000000000.log";
        String newest = BASE.newestCheckpoint(2);
        return Stream.of(
                        StoreDamage.of("run.json", "XXXXRXRR"),
                        StoreDamage.of("ledger.json", "BBBBRBRR"),
                        StoreDamage.of("ledger.previous.json", "RRRRRRRR"),
                        StoreDamage.of("keys/feed.keys", "XXXXRXRR"),
                        StoreDamage.of("keys/venue.key", "XXXXRXRR"),
                        StoreDamage.of(kafka + StoreFixture.ORDERS + log, "XXXXXXXR"),
                        StoreDamage.of(kafka + StoreFixture.ORDERS, "XXXXXXXR"),
                        StoreDamage.of(kafka + "nexus.control-0" + log, "XXXXXXXR"),
                        StoreDamage.of(kafka + "nexus.decisions-0" + log, "XXXXXXXR"),
                        StoreDamage.of(kafka + "nexus.market-0" + log, "XXXXXXXR"),
                        StoreDamage.of(kafka + "__cluster_metadata-0" + log, "XXXXXXXR"),
                        StoreDamage.of(kafka + "meta.properties", "XXXXRXRR"),
                        StoreDamage.of(kafka + "__consumer_offsets-0" + log, "BBBBBBXR"),
                        StoreDamage.of("venue.journal", "XXXXXXXR"),
                        StoreDamage.of(newest + "/_metadata", "RRRRRRRR"),
                        StoreDamage.of(newest + "/state", "RRRRRRRR"),
                        StoreDamage.of("checkpoints", "XXXXRXXR"),
                        StoreDamage.of("history/history.mv.db", "BBBBBBBB"),
                        StoreDamage.of("generator/gateway.json", "BBBBRBRR"),
                        StoreDamage.of("counts.json", "BBBBRRRR"),
                        StoreDamage.of("summary.json", "RBBBRBRR"),
                        StoreDamage.of("started", "RRRRRRRR"))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void everyDamageHasItsAnswer(StoreDamage damage) throws Exception {
        Path target = root.resolve(damage.path());
        Path kept = folder.resolve("kept");
        StoreDamage.copy(target, kept);
        try {
            damage.apply(
                    root,
                    older,
                    foreign,
                    damage.path().replace(BASE.newestCheckpoint(2), OTHER_BASE.newestCheckpoint(1)));

            requireAnswer(damage, decide(PLENTY));
        } finally {
            StoreDamage.delete(target);
            StoreDamage.delete(target.resolveSibling(target.getFileName() + ".next"));
            Files.move(kept, target);
        }
    }

    private static void requireAnswer(StoreDamage damage, StoreDecision decision) {
        Answer strictest = decision.verdicts().stream()
                .map(StoreVerdict::answer)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<String> texts = decision.verdicts().stream()
                .filter(verdict -> verdict.answer() == strictest)
                .map(StoreVerdict::text)
                .toList();
        assertThat(strictest).as("%s", decision.verdicts()).isEqualTo(damage.answer());
        if (strictest != Answer.RESUMED) {
            String name = damage.path().replaceFirst("/\\d{20}\\.log$", "");
            assertThat(texts).anySatisfy(text -> assertThat(text).contains(root.resolve(name) + ""));
        }
        if (damage.path().startsWith(BASE.newestCheckpoint(2)) && damage.isLoss()) {
            assertThat(decision.checkpoint()).isEqualTo(BASE.olderCheckpoint(2));
            assertThat(texts)
                    .anySatisfy(text -> assertThat(text).contains(root.resolve(BASE.newestCheckpoint(2)) + " is "));
        }
    }

    @Test
    void aWholeDirectoryIsResumed() throws IOException {
        StoreDecision decision = decide(PLENTY);

        assertThat(decision.verdicts()).extracting(StoreVerdict::answer).containsOnly(Answer.RESUMED);
        assertThat(decision.verdicts()).hasSize(Store.values().length - 1);
        assertThat(decision.checkpoint()).isEqualTo(BASE.newestCheckpoint(2));
    }

    @Test
    void aFullDiskIsRefusedBeforeAnythingIsWritten() throws IOException {
        StoreDecision decision = decide(10 << 20);

        assertThat(decision.refusals())
                .singleElement()
                .extracting(StoreVerdict::text)
                .asString()
                .isEqualTo("the disk of " + root + " has 10 MB left, a run needs 64 MB at least");
    }

    @Test
    void anOlderCopyOfTheWholeDirectoryIsResumedAndSaysThatItWasCopied() throws IOException {
        StoreDecision decision = StoreDecision.of(FactReader.read(older, PLENTY, System.currentTimeMillis()));

        assertThat(decision.refusals()).isEmpty();
        assertThat(decision.verdicts())
                .filteredOn(verdict -> verdict.store() == Store.LEDGER)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.text()).contains("moved or copied from " + root));
    }

    @Test
    void aClockThatWasSetBackIsSaidAndChangesNothing() throws IOException {
        long hourMs = 3_600_000;
        StoreDecision decision = StoreDecision.of(FactReader.read(root, PLENTY, System.currentTimeMillis() - hourMs));

        assertThat(decision.verdicts()).extracting(StoreVerdict::answer).containsOnly(Answer.RESUMED);
        assertThat(decision.verdicts())
                .filteredOn(verdict -> verdict.store() == Store.LEDGER)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.text()).contains("set back by 3"));
    }

    @Test
    void aJournalAndALedgerThatAreGoneTogetherAreRefused() throws IOException {
        Path copy = folder.resolve("two-gone");
        StoreDamage.copy(root, copy);
        for (String file : List.of("venue.journal", "ledger.json", "ledger.previous.json")) {
            Files.delete(copy.resolve(file));
        }

        assertThatThrownBy(() -> StoreCheck.of(copy))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining(copy.resolve("venue.journal") + " is gone")
                .hasMessageContaining("begin a new run in another directory")
                .message()
                .doesNotContain("\n");
        StoreDamage.delete(copy);
    }

    @Test
    void theLongerJournalOfAnotherRunIsRefused() throws Exception {
        Path copy = folder.resolve("longer");
        Path other = Files.createDirectory(folder.resolve("other"));
        StoreDamage.copy(root, copy);
        new StoreFixture(other, OTHER).live(1, 60);
        Path journal = copy.resolve("venue.journal");
        Files.copy(other.resolve("venue.journal"), journal, StandardCopyOption.REPLACE_EXISTING);
        assertThat(journal.toFile().length())
                .isGreaterThan(root.resolve("venue.journal").toFile().length());

        assertThatThrownBy(() -> StoreCheck.of(copy))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining(journal + " is not what this run's venue wrote up to byte ");
        StoreDamage.delete(copy);
    }

    @Test
    void anIndexThatLeadsAstrayIsSetAsideForTheBrokerToMakeAgain() throws IOException {
        Path copy = folder.resolve("index");
        StoreDamage.copy(root, copy);
        Path index = copy.resolve("kafka/" + StoreFixture.ORDERS + "/00000000000000000000.index");
        Files.write(index, new byte[] {0, 0, 0, 9, 0, 0, 7, 7});

        StoreCheck check = StoreCheck.of(copy);

        assertThat(check.verdicts())
                .filteredOn(verdict -> verdict.store() == Store.TOPICS)
                .singleElement()
                .satisfies(verdict ->
                        assertThat(verdict.text()).endsWith("1 index file led astray, the broker makes it again"));
        assertThat(index).doesNotExist();
        assertThat(copy.resolve("set-aside/00000000000000000000.index")).hasSize(8);
        StoreDamage.delete(copy);
    }

    @Test
    void whatIsRebuiltIsSetAsideAndNeverDeleted() throws IOException {
        Path copy = folder.resolve("rebuilt");
        StoreDamage.copy(root, copy);
        Path history = copy.resolve("history/history.mv.db");
        byte[] damaged = Arrays.copyOf(Files.readAllBytes(history), (int) Files.size(history) - 4_096);
        Files.write(history, damaged);

        StoreCheck check = StoreCheck.of(copy);

        assertThat(check.isHistoryRebuilt()).isTrue();
        assertThat(copy.resolve("set-aside/history/history.mv.db")).hasBinaryContent(damaged);
        assertThat(copy.resolve("history")).doesNotExist();
        assertThat(check.verdicts())
                .filteredOn(verdict -> verdict.answer() == Answer.REBUILT)
                .singleElement()
                .satisfies(verdict -> assertThat(verdict + "")
                        .startsWith("history REBUILT: ")
                        .endsWith("the old one is set-aside/history"));
        StoreDamage.delete(copy);
    }

    @Test
    void anEmptyDirectoryHasNothingToSay() throws IOException {
        StoreCheck check = StoreCheck.of(Files.createDirectory(folder.resolve("empty")));

        assertThat(check.verdicts()).isEmpty();
        assertThat(check.checkpoint()).isNull();
    }

    private static StoreDecision decide(long usableBytes) throws IOException {
        return StoreDecision.of(FactReader.read(root, usableBytes, System.currentTimeMillis()));
    }
}
