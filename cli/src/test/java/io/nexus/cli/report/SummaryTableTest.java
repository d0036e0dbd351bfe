package io.nexus.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SummaryTableTest {
    @Test
    void tellsEachValueInALineAndLeavesLongListsToTheFile() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("received", 12L);
        values.put("rejected", Map.of());
        values.put("fees", new BigDecimal("1.500000"));
        values.put("latencyUs", Map.of("layers1to6", Map.of("p50", 12.34567)));
        values.put("digests", Map.of("L1 A", "x", "L1 B", "y"));
        values.put("models", Map.of("1-A", "FALLBACK"));
        values.put("identities", Map.of("a = b", true));

        assertThat(SummaryTable.of(values, 110))
                .isEqualTo(
                        """

                        received          12
                        rejected          -
                        fees              1.5
                        latencyUs         layers1to6 p50 12.35
                        digests           2 (see --summary)
                        models            0 of 1 SERVING, 1 FALLBACK
                        identities        1 of 1 hold
                        """);
    }

    @Test
    void breaksLinesWhereTheTerminalEnds() {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            counts.put("L4.REASON_" + i, 1_000L);
        }

        assertThat(SummaryTable.of(Map.of("skips", counts), 80).lines())
                .hasSizeGreaterThan(5)
                .allMatch(line -> line.length() <= 80);
        assertThat(SummaryTable.of(Map.of("skips", counts), 200).lines()).hasSizeLessThan(5);
    }

    @Test
    void namesIdentitiesThatDoNotHold() {
        assertThat(SummaryTable.of(Map.of("identities", Map.of("a = b", false))))
                .contains("0 of 1 hold")
                .contains("DOES NOT HOLD     a = b");
    }
}
