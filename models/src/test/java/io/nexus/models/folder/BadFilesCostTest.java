package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.role.ModelRoles;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What it costs to refuse each bad file, in a JVM that has refused all of them once. Prints a table; memory is asserted, time is not. */
@Tag("evidence")
final class BadFilesCostTest {
    private static final Path PEAK_RESET = Path.of("/proc/self/clear_refs");
    private static final long MOST_KB = 1L << 20;

    @Test
    void noBadFileTakesAGigabyteOfMemory() throws IOException {
        Assumptions.assumeTrue(Files.isWritable(PEAK_RESET), "only Linux tells the peak of a process");
        DirectorySource source = OwnersFolderTest.folder("production-a-bad");
        List<String> files = FolderInspection.modelFiles(source.names());
        for (int round = 0; round < 2; round++) {
            FolderInspection.of(source, ModelRoles.all(), null, Limits.DEFAULT);
        }
        System.gc();

        Map<String, long[]> costs = new LinkedHashMap<>();
        for (String file : files) {
            byte[] content = source.read(file, Limits.DEFAULT.fileBytes());
            Files.writeString(PEAK_RESET, "5");
            long before = kb("VmRSS");
            long start = System.nanoTime();
            String kind;
            try {
                kind = ModelReader.read(file, content, Limits.DEFAULT).kind();
            } catch (RefusedException e) {
                kind = String.valueOf(e.getMessage());
            }
            long ms = (System.nanoTime() - start) / 1_000_000;
            assertThat(kind).isNotBlank();
            costs.put(file, new long[] {ms, Math.max(0, kb("VmHWM") - before)});
        }

        costs.entrySet().stream()
                .sorted(Comparator.comparingLong(cost -> -cost.getValue()[0]))
                .forEach(cost -> System.out.printf(
                        Locale.ROOT,
                        "BAD %-44s %5d ms %8d kB more%n",
                        cost.getKey(),
                        cost.getValue()[0],
                        cost.getValue()[1]));
        assertThat(costs.values()).allSatisfy(cost -> assertThat(cost[1]).isLessThan(MOST_KB));
    }

    private static long kb(String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
