package io.nexus.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nexus.cli.Main;
import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.DataDirectory;
import io.nexus.cli.embedded.EmbeddedRun;
import io.nexus.cli.embedded.RunPlan;
import io.nexus.connectors.config.ConfigBinder;
import io.nexus.connectors.file.WholeFile;
import io.nexus.domain.account.TradingState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A real run, ended with positions open; its directory is damaged, and the same command goes on from it to the run's end, where
 * job, trade history and venue must agree, or refuses. */
@Tag("evidence")
final class StoreRunITCase {
    private static final long LIMIT_MS = 180_000;
    private static final long PLENTY = 1L << 40;
    private static final List<String> OPTIONS = List.of(
            "--speed",
            "60x",
            "--duration",
            "40s",
            "--warm-up",
            "31m",
            "--seed",
            "3",
            "--instruments",
            "4",
            "--web-port",
            "0");

    @TempDir
    static Path folder;

    private static Path base;

    @BeforeAll
    static void runWithPositionsOpen() throws Exception {
        base = folder.resolve("base");
        RunConfig config = ConfigBinder.bind(RunConfig.defaults(), Map.of("simulation", Map.of("instruments", 4)));
        RunPlan plan = new RunPlan(config, null, 3, 31 * 60_000, 40 * 60_000, "60x", true, false, "0", null);
        try (DataDirectory data = DataDirectory.open(base);
                EmbeddedRun run = EmbeddedRun.start(plan, data)) {
            await(() -> run.monitor().progressFeedTimeMs() >= run.run().tradeFromMs());
            run.setTradingState(TradingState.ACTIVE, "warm-up is over");
            data.markActivated();
            await(() -> !run.venue().positions().isEmpty());
            run.checkpoint();
            TimeUnit.SECONDS.sleep(2);
            run.checkpoint();
        }
    }

    /** Damages a directory. */
    private interface Damage {
        void apply(Path root) throws IOException;
    }

    static Stream<Arguments> resumable() {
        return Stream.of(
                Arguments.of("nothing", "", (Damage) root -> {}),
                Arguments.of("history gone", "history", (Damage) root -> StoreDamage.delete(root.resolve("history"))),
                Arguments.of("history 4 KB short", "history", (Damage)
                        root -> shorten(root.resolve("history/history.mv.db"))),
                Arguments.of("gateway.json halved", "generator/gateway.json", (Damage)
                        root -> halve(root.resolve("generator/gateway.json"))),
                Arguments.of("group offsets and counts gone", "kafka/__consumer_offsets-0", (Damage) root -> {
                    StoreDamage.delete(root.resolve("kafka/__consumer_offsets-0"));
                    Files.delete(root.resolve("counts.json"));
                }),
                Arguments.of("ledgers and marker gone", "ledger.json", (Damage) root -> {
                    for (String file : List.of("ledger.json", "ledger.previous.json", "started")) {
                        Files.delete(root.resolve(file));
                    }
                }),
                Arguments.of("newest checkpoint damaged", "", (Damage)
                        root -> halve(root.resolve(newestCheckpoint(root)).resolve("_metadata"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resumable")
    void goesOnToAnEndWhereAllBooksAgree(String name, String rebuilt, Damage damage) throws Exception {
        Path root = copy(name);
        damage.apply(root);
        Path summary = folder.resolve("summary.json");

        StringWriter err = new StringWriter();
        int code = run(root, err, "--summary", summary.toString());

        assertThat(code).as(err.toString()).isZero();
        JsonNode values = new ObjectMapper().readTree(WholeFile.read(summary));
        assertThat(values.path("identities")).hasSizeGreaterThan(7).allSatisfy(holds -> assertThat(holds.asBoolean())
                .as("%s", values.path("identities"))
                .isTrue());
        assertThat(values.path("positionsOpened").asLong()).isPositive();
        if (!rebuilt.isEmpty()) {
            assertThat(values.path("stores").path(rebuilt).asText()).isEqualTo("REBUILT");
        }
        StoreDamage.delete(root);
    }

    static Stream<Arguments> refusable() {
        return Stream.of(
                        "run.json",
                        "venue.journal",
                        "keys/feed.keys",
                        "checkpoints",
                        "kafka/nexus.control-0",
                        "kafka/meta.properties")
                .map(path -> Arguments.of(path, (Damage) root -> StoreDamage.delete(root.resolve(path))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusable")
    void refusesWithTheFilesNameAndTheWayOut(String path, Damage damage) throws Exception {
        Path root = copy("refused");
        damage.apply(root);
        long files = count(root);

        StringWriter err = new StringWriter();
        int code = run(root, err);

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("nexus: data directory " + root + " is refused, nothing was changed: ")
                .contains(root.resolve(path).toString())
                .contains("begin a new run in another directory");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(count(root)).isEqualTo(files);
        StoreDamage.delete(root);
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefused() throws Exception {
        Path root = copy("twice");
        StringWriter err = new StringWriter();
        try (DataDirectory held = DataDirectory.open(root)) {
            assertThat(run(held.root(), err)).isEqualTo(1);
        }

        assertThat(err.toString()).contains("data directory " + root + " is in use by another run");
        StoreDamage.delete(root);
    }

    /** Whatever happens to whichever file, there is an answer; a source is refused by name. */
    @Test
    void everyFileOfARealDirectoryHasAnAnswer() throws Exception {
        int cases = 0;
        for (Path file : contentFiles()) {
            for (StoreDamage.Way way : List.of(
                    StoreDamage.Way.GONE, StoreDamage.Way.EMPTY, StoreDamage.Way.HALVED, StoreDamage.Way.FLIPPED)) {
                String path = base.relativize(file).toString();
                Path kept = folder.resolve("kept");
                StoreDamage.copy(file, kept);
                new StoreDamage(path, way, StoreVerdict.Answer.RESUMED).apply(base, base, base, path);
                StoreDecision decision = StoreDecision.of(FactReader.read(base.toRealPath(), PLENTY, 0));
                Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);

                assertThat(decision.verdicts()).isNotEmpty();
                boolean isAnyId = way == StoreDamage.Way.FLIPPED && path.endsWith("partition.metadata");
                if (isAnyId) {
                    assertThat(decision.refusals()).as("%s %s", path, way).hasSizeLessThan(2);
                } else if (path.matches(
                        "run.json|venue.journal|keys/.*|kafka/nexus.*\\.log|kafka/__cluster.*\\.log|kafka/(nexus|__cl).*/partition.metadata")) {
                    assertThat(decision.refusals())
                            .as("%s %s", path, way)
                            .hasSize(1)
                            .allSatisfy(verdict -> assertThat(verdict.text())
                                    .contains(base.toRealPath()
                                                    .resolve(path.replaceFirst("/(0+.log|partition.metadata)$", ""))
                                            + ""));
                } else {
                    assertThat(decision.refusals()).as("%s %s", path, way).isEmpty();
                }
                cases++;
            }
        }
        assertThat(cases).isGreaterThan(100);
    }

    private static List<Path> contentFiles() throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .filter(file -> !file.toString().matches(".*(index|lock|snapshot|meta.properties|/set-aside/.*)"))
                    .toList();
        }
    }

    private static Path copy(String name) throws IOException {
        Path root = folder.resolve(name.replace(' ', '-').replace('.', '-'));
        StoreDamage.copy(base, root);
        return root;
    }

    private static int run(Path root, StringWriter err, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--data", root.toString()));
        arguments.addAll(OPTIONS);
        arguments.addAll(Arrays.asList(more));
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
        command.getSubcommands().get("run").setErr(new PrintWriter(err));
        return command.execute(arguments.toArray(String[]::new));
    }

    private static String newestCheckpoint(Path root) throws IOException {
        return FoundCheckpoint.in(root).get(0).path();
    }

    private static void halve(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length / 2));
    }

    private static void shorten(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 4_096));
    }

    private static long count(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.count();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long limitMs = System.currentTimeMillis() + LIMIT_MS;
        while (!condition.call()) {
            assertThat(System.currentTimeMillis()).isLessThan(limitMs);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
