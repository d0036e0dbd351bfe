package io.nexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.config.RunConfig;
import io.nexus.cli.embedded.DataDirectory;
import io.nexus.connectors.config.ConfigFile;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.history.HistorySchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line says to mistakes: one line on standard error and a stable exit code, before anything is started. */
final class CommandLineTest {
    @TempDir
    Path directory;

    private record Answer(int exitCode, String error) {}

    private static Answer of(Object... arguments) {
        StringWriter error = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exitCode = Main.commandLine().setErr(new PrintWriter(error)).execute(texts);
        return new Answer(exitCode, error.toString().stripTrailing());
    }

    @Test
    void refusesUnknownOptions() {
        assertThat(of("run", "--sped", "60x"))
                .isEqualTo(new Answer(2, "nexus: Unknown options: '--sped', '60x'; see nexus run --help"));
    }

    @Test
    void factsNeedRecordings() {
        assertThat(of("facts"))
                .isEqualTo(new Answer(
                        2, "nexus: Missing required options: '--replay=DIR', '--klines=DIR'; see nexus facts --help"));
        assertThat(of("facts", "--replay", directory, "--klines", directory).error())
                .contains("holds no recording");
    }

    @Test
    void refusesAMarketOfKlinesThatIsNoneOrHasNoKlines() {
        assertThat(of("funnel", "--replay", directory, "--klines", directory, "--klines-market", "futures"))
                .isEqualTo(new Answer(2, "nexus: --klines-market must be one of spot, usdm, cm, was futures"));
        assertThat(of("run", "--klines-market", "usdm"))
                .isEqualTo(new Answer(2, "nexus: --klines-market needs --klines"));
    }

    @Test
    void recordingWhatIsMostlyUnreadableFails() throws IOException {
        Path recording = directory.resolve("usdm");
        Files.createDirectories(recording);
        try (var out = new GZIPOutputStream(Files.newOutputStream(recording.resolve("nonesuch_20240808.gz")))) {
            out.write("1723161255343000001 {\"e\":\"trade\"}\n".repeat(3).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(of("record", "--replay", directory, "--out", directory.resolve("copy"))
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void refusesSpeedsThatAreNone() {
        assertThat(of("run", "--speed", "fast"))
                .isEqualTo(new Answer(2, "nexus: speed must be max or a positive number followed by x, was fast"));
    }

    @Test
    void refusesFoldersWithoutARecording() {
        assertThat(of("run", "--replay", directory.resolve("none")))
                .isEqualTo(new Answer(2, "nexus: no folder " + directory.resolve("none") + " to replay"));
        assertThat(of("run", "--replay", directory).error()).contains("holds no recording");
    }

    @Test
    void refusesToRecordBehindARecording() throws IOException {
        Path recording = directory.resolve("wire");
        Files.createDirectories(recording);
        Files.write(recording.resolve("feed_20250602.gz"), new byte[0]);

        assertThat(of("record", "--out", directory))
                .isEqualTo(new Answer(2, "nexus: " + directory + " already holds a recording; name another folder"));
    }

    @Test
    void refusesUnknownKeysAndImpossibleValuesOfTheConfiguration() throws IOException {
        Path unknown = Files.writeString(directory.resolve("unknown.yaml"), "execution: {pol-ms: 2}");
        Path impossible = Files.writeString(directory.resolve("impossible.yaml"), "execution: {poll-ms: 0}");

        assertThat(of("run", "--config", unknown).exitCode()).isEqualTo(2);
        assertThat(of("run", "--config", unknown).error())
                .startsWith("nexus: " + unknown + " line 1: unknown key execution.pol-ms; known here: ");
        assertThat(of("config", "--config", impossible))
                .isEqualTo(new Answer(
                        2, "nexus: " + impossible + " line 1: execution: poll-ms must be in [1, 60000], was 0"));
    }

    @Test
    void refusesAParallelismWithoutPartitions() {
        assertThat(of("run", "-D", "parallelism.default=9"))
                .isEqualTo(new Answer(
                        2, "nexus: parallelism.default: must be in [1, 8], the partitions of nexus.market, was 9"));
        assertThat(of("run", "--parallelism", "0").error()).contains("parallelism.default: must be in [1, 8]");
    }

    @Test
    void saysThatAConfigurationFileIsMissing() {
        Answer answer = of("run", "--config", directory.resolve("none.yaml"));

        assertThat(answer).isEqualTo(new Answer(2, "nexus: there is no file " + directory.resolve("none.yaml")));
    }

    @Test
    void refusesPortsAndSummariesThatCannotBe() {
        assertThat(of("run", "--web-port", "http").exitCode()).isEqualTo(2);
        assertThat(of("run", "--summary", directory.resolve("none").resolve("s.json"))
                        .error())
                .contains("there is no folder " + directory.resolve("none"));
    }

    @Test
    void saysThatADirectoryHoldsNoRun() {
        for (String command : new String[] {"orders", "positions", "skips"}) {
            Answer answer = of(command, "--data", directory);

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.error()).startsWith("nexus: data directory " + directory + " holds no run");
        }
        assertThat(of("control", "halt", "--data", directory).exitCode()).isEqualTo(1);
    }

    @Test
    void freezesWithHaltOnly() {
        assertThat(of("control", "resume", "--freeze")).isEqualTo(new Answer(2, "nexus: --freeze goes with halt only"));
    }

    @Test
    void takesWordsInAnyCaseOfLetters() {
        assertThat(of("control", "Resume", "--freeze")).isEqualTo(new Answer(2, "nexus: --freeze goes with halt only"));
        assertThat(of("control", "stop").error()).startsWith("nexus: Invalid value for positional parameter");
    }

    @Test
    void namesOneRunNotTwo() {
        assertThat(of("orders", "--data", directory, "--connect", directory.resolve("c.yaml")))
                .isEqualTo(new Answer(2, "nexus: --data and --connect name two runs; name one"));
    }

    @Test
    void saysWhatIsWrongWithAConnectionsFile() throws IOException {
        Path missing = directory.resolve("none.yaml");
        Path list = Files.writeString(directory.resolve("list.yaml"), "[1, 2]");
        Path unknown = Files.writeString(directory.resolve("unknown.yaml"), "kafak: {}");
        Path bare = Files.writeString(directory.resolve("bare.yaml"), "history: {url: ''}");

        for (String command : new String[] {"init", "orders", "positions", "skips", "control"}) {
            Object[] words = command.equals("control")
                    ? new Object[] {command, "halt", "--connect", missing}
                    : new Object[] {command, "--connect", missing};
            Answer answer = of(words);

            assertThat(answer).isEqualTo(new Answer(2, "nexus: there is no file " + missing));
        }
        assertThat(of("init", "--connect", list))
                .isEqualTo(new Answer(2, "nexus: " + list + ": must hold keys with values, like \"key: value\""));
        assertThat(of("gateway", "--data", directory, "--connect", unknown).error())
                .startsWith("nexus: " + unknown + " line 1: unknown key kafak; known here: ");
        assertThat(of("orders", "--connect", bare))
                .isEqualTo(new Answer(2, "nexus: connections: history.url is needed and empty"));
        assertThat(of("control", "halt", "--connect", bare).error()).contains("exchange.accounts: needs at least one");
        assertThat(of("gateway", "--data", directory, "--connect", bare))
                .isEqualTo(new Answer(2, "nexus: connections: feed.keys-file is needed and empty"));
    }

    @Test
    void startsNoProcessWithoutItsKeysAndAddress() throws IOException {
        Path keyless = Files.writeString(directory.resolve("keyless.yaml"), "feed: {keys-file: feed.keys}");
        Path remote = Files.writeString(
                directory.resolve("remote.yaml"), "exchange: {base-url: 'https://fapi.example.com', key-file: k}");

        assertThat(of("gateway", "--data", directory, "--connect", keyless))
                .isEqualTo(new Answer(
                        1,
                        "nexus: there is no file " + directory.resolve("feed.keys")
                                + ", which connections name as feed.keys-file; put yours there, or make one: nexus init"
                                + " --connect FILE --keys"));
        assertThat(of("venue", "--data", directory, "--connect", remote))
                .isEqualTo(new Answer(
                        2,
                        "nexus: connections: exchange.base-url: a simulated exchange listens on this machine only, like"
                                + " http://127.0.0.1:9443, was 'https://fapi.example.com'"));
        assertThat(of("broker", "--data", directory, "--port", 0).exitCode()).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeBeforeAnyWork() throws IOException {
        Path recording = Files.createDirectories(directory.resolve("recording").resolve("wire"));
        Files.write(recording.resolve("feed_20250602.gz"), new byte[0]);
        Path replay = directory.resolve("recording");
        Path ofRun = Files.createDirectories(directory.resolve("run"));
        Files.writeString(ofRun.resolve("run.json"), "{}");
        Path absent = directory.resolve("none");
        Path file = Files.writeString(directory.resolve("file"), "");

        refused(
                "--out " + absent + "/x.svg: there is no folder",
                "picture",
                "--strategy",
                "vwap-reversion",
                "--out",
                absent + "/x.svg");
        refused("--out " + directory + ": is a folder", "picture", "--strategy", "vwap-reversion", "--out", directory);
        refused("is a file, not a folder", "picture", "--all", file.resolve("deep"));
        refused("--strategy must be one of", "picture", "--strategy", "magic", "--out", directory.resolve("x.svg"));
        refused("no folder " + absent + " to replay", "picture", "--all", directory.resolve("p"), "--replay", absent);
        refused("--duration must be positive, was 0s", "picture", "--all", directory.resolve("p"), "--duration", "0s");
        refused("no folder " + absent + " to replay", "bench", "--replay", absent);
        refused("--rounds must be in [1, 1000], was 0", "bench", "--rounds", 0);
        refused("--lock needs --models DIR", "run", "--lock", directory.resolve("l.json"));
        refused("--lock needs --models DIR", "funnel", "--models", "packaged", "--lock", directory.resolve("l.json"));
        refused("--models: there is no folder", "run", "--models", directory.resolve("no models"));
        refused("--web-port must be a port", "run", "--web-port", "99999");
        refused("--web-port must be a port", "run", "--web-port", "9000-8000");
        refused("--duration must be positive, was 0s", "run", "--duration", "0s");
        refused("--duration must be at most 3650d", "run", "--duration", "900000000d");
        refused("--warm-up must be at most 3650d", "run", "--warm-up", "900000000d");
        refused("--summary " + directory + ": is a folder", "run", "--summary", directory);
        refused("--data " + file + ": " + file + " is a file", "run", "--data", file);
        refused(ofRun + " is the directory of a run", "run", "--record", ofRun.resolve("deep"));
        refused(ofRun + " is the directory of a run", "record", "--out", ofRun.resolve("deep"));
        refused("--duration must be positive", "record", "--out", directory.resolve("r"), "--duration", "0m");
        refused("--seed is of the simulated market", "run", "--replay", replay, "--seed", 2);
        refused(
                "--duration is of the simulated market",
                "record",
                "--out",
                directory.resolve("r"),
                "--replay",
                replay,
                "--duration",
                "1m");
        refused("--klines " + absent + ": there is no such folder", "run", "--replay", replay, "--klines", absent);
        refused(
                "--fit " + absent + "/f.yaml: there is no folder",
                "facts",
                "--replay",
                replay,
                "--klines",
                directory,
                "--fit",
                absent + "/f.yaml");
        refused("--plants must be in [1, 100000], was 0", "detect", "--plants", 0);
        refused("no folder " + absent + " to replay", "detect", "--replay", absent);
        refused("--share must be in (0, 1), was 2.0", "reference", "check", "--replay", replay, "--share", 2);
        refused(
                "--out " + absent + "/h.json: there is no folder",
                "reference",
                "fit",
                "--replay",
                replay,
                "--out",
                absent + "/h.json");
        refused("--duration must be positive", "funnel", "--duration", "0s");
        refused("--port must be in [1, 65535], was 99999", "broker", "--data", directory, "--port", 99_999);
        refused("--port must be in [1, 65535], was 0", "venue", "--data", directory, "--connect", absent, "--port", 0);
        refused("--limit must be positive, was 0", "orders", "--limit", 0);
        refused(
                "--seed and --data name two markets",
                "explain",
                "--instrument",
                "X",
                "--at",
                "1",
                "--data",
                ofRun,
                "--seed",
                2);
    }

    private static void refused(String text, Object... arguments) {
        Answer answer = of(arguments);

        assertThat(answer.error()).startsWith("nexus: ").contains(text);
        assertThat(answer.error().lines()).hasSize(1);
        assertThat(answer.exitCode()).as(answer.error()).isEqualTo(2);
    }

    @Test
    void findsAnInstrumentByAsMuchAsNamesIt() {
        refused(
                "btcusdt names several; say which of BINANCE|",
                "explain",
                "--instrument",
                "btcusdt",
                "--at",
                "1",
                "--replay",
                recorded());
        refused(
                "the feed has no XYZ; it has BINANCE|",
                "explain",
                "--instrument",
                "XYZ",
                "--at",
                "1",
                "--replay",
                recorded());
    }

    private Path recorded() {
        try {
            Path wire = Files.createDirectories(directory.resolve("recording").resolve("wire"));
            new GZIPOutputStream(Files.newOutputStream(wire.resolve("feed_20250602.gz"))).close();
            return directory.resolve("recording");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path begun() throws IOException, SQLException {
        Path data = directory.resolve("data");
        try (DataDirectory begun = DataDirectory.open(data)) {
            long tradeMs = 3 * 3_600_000L;
            String market = ConfigFile.hash(RunConfig.defaults().simulation());
            begun.begin(new DataDirectory.Run("r", "simulator", 1, 0, 7_200_000, 7_200_000 + tradeMs, market, ""));
            Files.createDirectories(begun.database());
            HistorySchema.create(HistoryConfig.embedded(begun.database()));
        }
        return data;
    }

    @Test
    void refusesOptionsThatAResumedRunWouldIgnore() throws IOException, SQLException {
        Path data = begun();

        refused("--seed is 2, but the run in " + data + " was started with 1", "run", "--data", data, "--seed", 2);
        refused("--warm-up is 1h of feed time, but the run", "run", "--data", data, "--warm-up", "1h");
        refused("was started with 2h of feed time", "run", "--data", data, "--warm-up", "1h");
        refused("--duration times --speed is 1h of feed time, but", "run", "--data", data, "--duration", "1m");
        refused("a market with other options (--instruments", "run", "--data", data, "--instruments", 3);
    }

    @Test
    void refusesOtherKlinesThanAResumedRunHas() throws IOException {
        Path data = directory.resolve("data");
        Path recording = recorded();
        try (DataDirectory begun = DataDirectory.open(data)) {
            begun.begin(new DataDirectory.Run(
                    "r",
                    recording.toString(),
                    0,
                    Long.MIN_VALUE,
                    Long.MIN_VALUE,
                    Long.MAX_VALUE,
                    null,
                    "/klines that stand for USDM"));
        }
        Path klines = Files.createDirectories(directory.resolve("klines"));

        refused("--klines is not given, but the run in " + data, "run", "--data", data, "--replay", recording);
        refused(
                "--klines is " + klines + ", but the run in " + data
                        + " was started with /klines that stand for USDM, which a resumed run keeps",
                "run",
                "--data",
                data,
                "--replay",
                recording,
                "--klines",
                klines);
    }

    @Test
    void refusesAFeedThatWouldCountAsSilent() throws IOException {
        String rule = "at --speed 0.03x is a heartbeat every 3333 ms of wall time; more than 2500, half of";
        Path rare = Files.writeString(
                directory.resolve("rare.yaml"), "gateway: {heartbeat-interval-ms: 2000, max-lead-ms: 2000}");

        refused(rule, "run", "--speed", "0.03x", "--data", directory.resolve("slow"));
        refused("gateway.heartbeat-interval-ms 2000 at --speed 0.5x", "run", "--speed", "0.5x", "--config", rare);
        refused(rule, "gateway", "--speed", "0.03x", "--data", directory.resolve("slow"), "--connect", rare);
    }

    @Test
    void readsARunThatHasNothingYet() throws IOException, SQLException {
        Path data = begun();

        for (String command : new String[] {"status", "weights", "orders", "positions", "skips"}) {
            assertThat(of(command, "--data", data)).as(command).isEqualTo(new Answer(0, ""));
            assertThat(of(command, "--data", data, "--json").exitCode())
                    .as(command)
                    .isZero();
        }
        assertThat(of("orders", "--data", data, "--csv", "--instrument", "BTCUSDT", "--since", "2025-06-02 22:00:00")
                        .exitCode())
                .isZero();
        assertThat(of("positions", "--closed", "--data", data, "--csv", "--strategy", "vwap-reversion")
                        .exitCode())
                .isZero();
        refused("--strategy must be one of", "orders", "--data", data, "--strategy", "magic");
        refused("--since must be a time", "weights", "--data", data, "--since", "yesterday");
        refused("--url-file " + data + ": there is no such file", "alerts", "--data", data, "--url-file", data);
        assertThat(of("completion").exitCode()).isZero();
    }

    @Test
    void everyCommandIsDescribedByAWholeSentence() {
        Main.commandLine().getSubcommands().forEach((name, command) -> {
            describedByAWholeSentence(name, command);
            command.getSubcommands().forEach((below, inner) -> describedByAWholeSentence(name + ' ' + below, inner));
        });
    }

    private static void describedByAWholeSentence(String name, CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        for (String sentence : usage.description()) {
            assertThat(sentence).as(name).matches("[A-Z0-9].*[.)]");
        }
        command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp() && !option.hidden())
                .forEach(option -> assertThat(String.join(" ", option.description()))
                        .as(name + ' ' + option.longestName())
                        .matches("(?s).*[.)]"));
    }

    @Test
    void explainsEveryCommand() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            StringWriter out = new StringWriter();

            int exitCode = Main.commandLine().setOut(new PrintWriter(out)).execute(command, "--help");

            assertThat(exitCode).isZero();
            assertThat(out.toString()).startsWith("Usage: nexus " + command);
        }
    }
}
