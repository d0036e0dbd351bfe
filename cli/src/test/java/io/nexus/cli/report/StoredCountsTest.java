package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.domain.skip.FunnelCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredCountsTest {
    private static final StoredCounts COUNTS = new StoredCounts(
            1_000,
            List.of(
                    new FunnelCount("A", "evaluations", 10, 1_000),
                    new FunnelCount("A", "L4.WEAK", 6, 1_000),
                    new FunnelCount("A", "L2.NO_SIGNAL", 3, 900),
                    new FunnelCount("B", "evaluations", 2, 1_000),
                    new FunnelCount("B", "L4.WEAK", 2, 1_000),
                    new FunnelCount("B", "book.gaps", 5, 1_000)));

    @TempDir
    Path directory;

    @Test
    void comesBackAsItWasStored() throws IOException {
        Path file = directory.resolve("counts.json");

        StoredCounts.NONE.store(file);
        COUNTS.store(file);

        assertThat(StoredCounts.load(file)).isEqualTo(COUNTS);
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void isEmptyWhereNothingWasStored() throws IOException {
        assertThat(StoredCounts.load(directory.resolve("counts.json"))).isEqualTo(StoredCounts.NONE);
    }

    @Test
    void sumsSkipsOnly() {
        assertThat(COUNTS.skipsBy(FunnelCount::name)).isEqualTo(Map.of("L4.WEAK", 8L, "L2.NO_SIGNAL", 3L));
        assertThat(COUNTS.skipsBy(FunnelCount::instrument)).isEqualTo(Map.of("A", 9L, "B", 2L));
        assertThat(COUNTS.total("evaluations")).isEqualTo(12);
        assertThat(COUNTS.total("never")).isZero();
    }
}
