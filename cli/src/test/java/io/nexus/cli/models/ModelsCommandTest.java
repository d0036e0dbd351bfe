package io.nexus.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.cli.Main;
import io.nexus.models.folder.ModelLock;
import io.nexus.models.onnx.AggregatorGraph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelsCommandTest {
    private static final String FILE = "05_SIGNAL_AGGREGATION/ONNX Signal Aggregator.onnx";

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String error) {}

    @BeforeEach
    void putAModel() throws IOException {
        Files.createDirectories(folder.resolve(FILE).getParent());
        Files.write(folder.resolve(FILE), AggregatorGraph.bytes());
    }

    @Test
    void doctorSaysWhatAFileIsAndTheRoleItHas() {
        Answer answer = of("doctor", "--models", folder);

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .contains(
                        FILE,
                        "role: 4 signal_aggregator",
                        "takes: signal 20 float64, conf 20 float64",
                        "SERVES",
                        "1 files in");
    }

    @Test
    void doctorNamesTheReasonAndTheNextStepOfARefusedFile() throws IOException {
        Files.writeString(folder.resolve("05_SIGNAL_AGGREGATION/backup.onnx"), "<!DOCTYPE html><p>404");

        Answer answer = of("doctor", "--models", folder);

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out()).contains("REFUSED: this is a web page", "next: copy the file again");
    }

    @Test
    void aFileThatChangesAfterItWasLockedIsNotServedAndSaysSo() throws IOException {
        assertThat(of("lock", "--models", folder).exitCode()).isZero();
        assertThat(folder.resolve(ModelLock.FILE)).content().contains("signal_aggregator", "\"sha256\"");
        assertThat(of("doctor", "--models", folder).exitCode()).isZero();

        byte[] other = AggregatorGraph.bytes();
        byte[] producer = "nexus".getBytes(StandardCharsets.UTF_8);
        int at = Collections.indexOfSubList(bytes(other), bytes(producer));
        other[at] = 'N';
        Files.write(folder.resolve(FILE), other);

        Answer answer = of("doctor", "--models", folder);
        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out()).contains("CHANGED: it has SHA-256");

        Files.delete(folder.resolve(FILE));
        assertThat(of("doctor", "--models", folder).out()).contains("MISSING");
    }

    @Test
    void verifyHoldsAnswersAgainstGoldenRows() throws IOException {
        golden("1", "1");
        Answer right = of("verify", "--models", folder, "--json");
        golden("0.5", "1");
        Answer wrong = of("verify", "--models", folder, "--json");

        assertThat(right).isEqualTo(new Answer(0, "{\"verified\":1,\"failed\":[]}\n", ""));
        assertThat(wrong.exitCode()).isEqualTo(3);
        assertThat(wrong.out())
                .startsWith("{\"verified\":0,\"failed\":[{\"file\":\"" + FILE
                        + "\",\"why\":\"row 0, output 0: 1.0 instead of 0.5");
    }

    @Test
    void listShowAndTryAnswerAndUnknownNamesAreRefused() {
        assertThat(of("list", "--models", folder, "--json").out()).contains("\"id\":70", "\"file\":\"" + FILE + "\"");
        assertThat(of("show", "4", "--models", folder).out()).contains("SHA-256: ");
        assertThat(of("try", folder.resolve(FILE), "--as", "bk_aggregator_median")
                        .out())
                .contains("role: 50", "answer to ones: [1.0, 1.0, 20.0]", "us a row", "kB of memory outside the heap");
        assertThat(of("diff", folder, folder).out()).isEqualTo("no difference\n");

        assertThat(of("try", folder.resolve(FILE), "--as", "71").error()).contains("--as 71 is no role");
        assertThat(of("show", "nonesuch", "--models", folder).exitCode()).isEqualTo(2);
        assertThat(of("doctor", "--models", folder.resolve("none")).error()).contains("--models: there is no folder");
        assertThat(of("list", "--models", folder, "--lock", folder.resolve("none"))
                        .error())
                .contains("--lock: there is no file");
    }

    @Test
    void doctorLocksAFolderOnceAndNeverAgain() throws IOException {
        Path lock = folder.resolve("elsewhere.json");
        Answer first = of("doctor", "--models", folder, "--lock", lock);
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("1 files locked in " + lock);
        byte[] written = Files.readAllBytes(lock);

        Files.write(folder.resolve("05_SIGNAL_AGGREGATION/more.onnx"), AggregatorGraph.bytes());
        Answer second = of("doctor", "--models", folder, "--lock", lock);

        assertThat(second.exitCode()).isEqualTo(3);
        assertThat(second.out()).contains("NOT_LOCKED: it came after the folder was locked");
        assertThat(lock).hasBinaryContent(written);
    }

    @Test
    void aFolderOfAFlinkFileSystemIsReadAndLockedByItsUri() throws IOException {
        String uri = folder.toUri().toString();
        assertThat(of("lock", "--models", uri).out()).contains("1 files locked in " + uri + ModelLock.FILE);
        assertThat(of("doctor", "--models", uri).exitCode()).isZero();
        assertThat(of("doctor", "--models", "nonesuch://there/models").error())
                .contains("Flink has no file system here for nonesuch://there/models", "FLINK_PLUGINS_DIR");
        assertThat(of("doctor", "--models", folder.resolve("none").toUri().toString())
                        .error())
                .contains("no folder of models");
    }

    @Test
    void whatItsOwnerSaysOfAFileIsShownAndAnUnreadableWordOfHisRefusesIt() throws IOException {
        Path beside = folder.resolve(FILE + ".provenance.json");
        Files.writeString(beside, "{\"version\": \"7b\", \"trainedOn\": \"simulated\"}");
        assertThat(of("doctor", "--models", folder).out()).contains("trained on: simulated");

        Files.writeString(beside, "{\"trained_on\": \"simulated\"}");
        Answer answer = of("doctor", "--models", folder);
        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out())
                .contains("REFUSED: the file beside it is unreadable: " + FILE + ".provenance.json: Unrecognized field")
                .contains("it may say version, trainedOn, kind and note");
    }

    @Test
    void anEmptyFolderAnUnreadableLockAndAFolderThatIsNotThereAreToldWithTheWayOut() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(of("doctor", "--models", empty).exitCode()).isEqualTo(3);

        Files.writeString(folder.resolve(ModelLock.FILE), "{\"schemaVersion\":1,\"files\":[{\"file\":\"a\"}]}");
        assertThat(of("doctor", "--models", folder).error())
                .contains("unreadable models.lock.json at files[0].roleId", "write it again: nexus models lock");
        assertThat(of("lock", "--models", folder, "--lock", folder.resolve("none/l.json"))
                        .error())
                .contains("--lock: there is no folder");
    }

    /** One row: one strategy says buy with full confidence and weight. */
    private void golden(String aggregated, String used) throws IOException {
        StringBuilder names = new StringBuilder();
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            names.append("in_").append(i).append(',');
            row.append(i % 20 == 0 ? "1," : "0,");
        }
        Files.writeString(
                folder.resolve(FILE + ".golden.csv"),
                "# shape=60; dtype=float64; inputs=in; outputs=aggregated_signal=out_0(float64) signal_strength=out_1(float64)"
                        + " n_used=out_2(float64); row-major; NaN=missing\n"
                        + names + "out_0,out_1,out_2\n" + row + aggregated + ",1," + used + "\n");
    }

    private static java.util.List<Byte> bytes(byte[] array) {
        Byte[] boxed = new Byte[array.length];
        Arrays.setAll(boxed, i -> array[i]);
        return Arrays.asList(boxed);
    }

    private static Answer of(Object... arguments) {
        String[] texts = new String[arguments.length + 1];
        texts[0] = "models";
        for (int i = 0; i < arguments.length; i++) {
            texts[i + 1] = arguments[i].toString();
        }
        StringWriter error = new StringWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Main.commandLine().setErr(new PrintWriter(error)).execute(texts);
            return new Answer(
                    exitCode,
                    out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"),
                    error.toString());
        } finally {
            System.setOut(before);
        }
    }
}
