package io.nexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .startsWith("nexus: " + unknown + ": unknown key execution.pol-ms; known here: ");
        assertThat(of("config", "--config", impossible))
                .isEqualTo(new Answer(2, "nexus: " + impossible + ": execution: poll-ms must be positive, was 0"));
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

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.error()).startsWith("nexus: there is no file " + directory.resolve("none.yaml"));
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

            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.error()).startsWith("nexus: there is no file " + missing);
        }
        assertThat(of("init", "--connect", list))
                .isEqualTo(new Answer(2, "nexus: " + list + ": must hold keys with values, like \"key: value\""));
        assertThat(of("gateway", "--data", directory, "--connect", unknown).error())
                .startsWith("nexus: " + unknown + ": unknown key kafak; known here: ");
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
    void explainsEveryCommand() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            StringWriter out = new StringWriter();

            int exitCode = Main.commandLine().setOut(new PrintWriter(out)).execute(command, "--help");

            assertThat(exitCode).isZero();
            assertThat(out.toString()).startsWith("Usage: nexus " + command);
        }
    }
}
