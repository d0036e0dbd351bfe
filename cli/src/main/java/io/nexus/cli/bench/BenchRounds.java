package io.nexus.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures everything several times, each time both sides one after the other, and takes medians. */
public final class BenchRounds {
    private final int rounds;
    private final @Nullable Path recording;
    private final BenchLength length;
    private final Consumer<String> progress;

    /** @param rounds how often each measurement is repeated, positive
     *  @param recording whose messages are measured too; null = none
     *  @param progress hears a line per measurement */
    public BenchRounds(int rounds, @Nullable Path recording, BenchLength length, Consumer<String> progress) {
        this.rounds = rounds;
        this.recording = recording;
        this.length = length;
        this.progress = progress;
    }

    /** The report, as nested maps for JSON.
     *
     * @throws IOException if a measurement failed; the text says where its output is */
    public Map<String, Object> measure() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("nexus-bench");
        Map<BenchKind, List<Measurement>> ours = new EnumMap<>(BenchKind.class);
        Map<BenchKind, List<Measurement>> bare = new EnumMap<>(BenchKind.class);
        try (ProcessorLoad awake = ProcessorLoad.start()) {
            progress.accept(awake.processors() + " processors are kept awake");
            for (int round = 1; round <= rounds; round++) {
                for (BenchKind kind : kinds()) {
                    of(bare, kind).add(once(kind, BenchSide.BARE, round, folder));
                    of(ours, kind).add(once(kind, BenchSide.NEXUS, round, folder));
                }
            }
        }
        delete(folder);
        return BenchReport.of(ours, bare);
    }

    private List<BenchKind> kinds() {
        return Stream.of(BenchKind.values())
                .filter(kind -> recording != null || !kind.isOfRecording())
                .toList();
    }

    private Measurement once(BenchKind kind, BenchSide side, int round, Path folder)
            throws IOException, InterruptedException {
        Path own = folder.resolve(kind + "-" + side + "-" + round);
        Measurement measured = BenchProcess.measure(kind, side, own, recording, length);
        progress.accept("round " + round + " " + measured + " " + kind + " " + side);
        delete(own);
        return measured;
    }

    private static List<Measurement> of(Map<BenchKind, List<Measurement>> measured, BenchKind kind) {
        return Objects.requireNonNull(measured.computeIfAbsent(kind, ignored -> new ArrayList<>()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
