package io.nexus.cli.bench;

import io.nexus.connectors.kafka.RecordJson;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures in a Java process of its own, started as this one was: no side warms or spoils the compiler's work for the other. */
final class BenchProcess {
    private static final String MAIN = "io.nexus.cli.Main";

    private BenchProcess() {}

    /** Measures and waits.
     *
     * @param folder new; the process's files and its output go there
     * @throws IOException if the process failed; the text says where its output is */
    static Measurement measure(
            BenchKind kind, BenchSide side, Path folder, @Nullable Path recording, BenchLength length)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path classPath = folder.resolve("classpath.args");
        Files.writeString(classPath, "-cp\n\"" + System.getProperty("java.class.path") + "\"\n");
        Path result = folder.resolve("result.json");
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "@" + classPath,
                MAIN,
                "bench",
                "--only",
                kind.name(),
                "--side",
                side.name(),
                "--folder",
                folder.resolve("data").toString(),
                "--result",
                result.toString()));
        if (length == BenchLength.QUICK) {
            command.add("--quick");
        }
        if (recording != null) {
            command.addAll(List.of("--replay", recording.toAbsolutePath().toString()));
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        Thread stop = new Thread(process::destroyForcibly, "stop-measurement");
        Runtime.getRuntime().addShutdownHook(stop);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stop);
        if (code != 0 || !Files.exists(result)) {
            throw new IOException("measuring " + kind + " of " + side + " ended with " + code + ", see " + output);
        }
        return Objects.requireNonNull(RecordJson.read(Files.readAllBytes(result), Measurement.class));
    }
}
