package io.nexus.cli.command;

import io.nexus.cli.bench.Bench;
import io.nexus.cli.bench.BenchKind;
import io.nexus.cli.bench.BenchLength;
import io.nexus.cli.bench.BenchRounds;
import io.nexus.cli.bench.BenchSide;
import io.nexus.cli.report.SummaryTable;
import io.nexus.connectors.kafka.RecordJson;
import io.nexus.domain.check.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures throughput, latencies and memory, each beside a bare Flink job of the same shape. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure throughput, latencies and memory, each beside a bare Flink job of the same shape.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:a measurement failed; the text says where its output is", "2:wrong options"})
public final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--json",
            description = "Print the result as one JSON object, and nothing else, to standard output.")
    boolean isJson;

    @Option(names = "--rounds", description = "Rounds, of which medians are taken (default: 5; with --quick 1).")
    @Nullable
    Integer rounds;

    @Option(
            names = "--quick",
            description =
                    "Each kind once and shorter, both sides, in under four minutes: to see that nothing became much slower.")
    boolean isQuick;

    @Option(
            names = "--replay",
            paramLabel = "DIR",
            description = {
                "Measure throughput with the messages of this recording too, with state on the heap and in RocksDB."
            })
    @Nullable
    Path recording;

    @Option(names = "--only", hidden = true, description = "Measure one kind in this process.")
    @Nullable
    BenchKind kind;

    @Option(names = "--side", hidden = true, description = "Whose figures: NEXUS or BARE.")
    BenchSide side = BenchSide.NEXUS;

    @Option(names = "--folder", hidden = true, description = "Folder for the measured services.")
    @Nullable
    Path folder;

    @Option(names = "--result", hidden = true, description = "File for the measurement.")
    @Nullable
    Path result;

    @Override
    public Integer call() throws Exception {
        int times = rounds != null ? rounds : isQuick ? 1 : 5;
        Check.inRange("--rounds", times, 1, 1_000);
        OptionPaths.requireRecording(recording);
        OptionPaths.requireWritable("--result", result);
        if (kind != null) {
            return measure(kind);
        }
        try {
            Map<String, Object> report = new BenchRounds(times, recording, length(), System.err::println).measure();
            System.out.println(
                    isJson ? new String(RecordJson.write(report), StandardCharsets.UTF_8) : SummaryTable.of(report));
            return 0;
        } catch (IOException e) {
            System.err.println("nexus: " + e.getMessage());
            return Failures.FAILED;
        }
    }

    private int measure(BenchKind which) throws Exception {
        Path services = folder == null ? Files.createTempDirectory("nexus-bench") : folder;
        byte[] measured = RecordJson.write(Bench.measure(which, side, services, recording, length()));
        if (result == null) {
            System.out.println(new String(measured, StandardCharsets.UTF_8));
        } else {
            Files.write(result, measured);
        }
        return 0;
    }

    private BenchLength length() {
        return isQuick ? BenchLength.QUICK : BenchLength.FULL;
    }
}
