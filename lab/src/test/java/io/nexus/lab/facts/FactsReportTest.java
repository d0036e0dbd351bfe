package io.nexus.lab.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FactsReportTest {
    private static FactSheet sheet(double value) {
        Map<Fact, Estimate> facts = new EnumMap<>(Fact.class);
        for (Fact fact : Fact.values()) {
            facts.put(fact, new Estimate(value, 0.9 * value, 1.1 * value));
        }
        return new FactSheet(facts, Map.of("orders", 100 * value));
    }

    private static FactSheet with(FactSheet sheet, Fact fact, double value) {
        Map<Fact, Estimate> facts = new EnumMap<>(sheet.facts());
        facts.put(fact, new Estimate(value, value, value));
        return new FactSheet(facts, sheet.figures());
    }

    private final FactSheet half = with(with(sheet(0.5), Fact.SPREAD, 0.49), Fact.TAIL_INDEX, 2.01);
    private final FactsReport report =
            new FactsReport(sheet(2), sheet(1), Map.of("SPOT", sheet(3)), Map.of("default", half));

    @Test
    void aFactIsMetFromHalfToTwiceOfWhatWasHeldBack() {
        assertThat(report.isMet(Fact.LEVEL_SIZES, half)).isTrue();
        assertThat(report.isMet(Fact.SPREAD, half)).isFalse();
        assertThat(report.isMet(Fact.TAIL_INDEX, half)).isFalse();
        assertThat(report.met(half)).isEqualTo(6);
    }

    @Test
    void whatIsNotMetIsNamed() {
        assertThat(report.verdicts())
                .isEqualTo("simulated default: 6 of 8 facts within a factor of 2 of the recordings' last 40 %;"
                        + " not met: spread, tail-index\n");
    }

    @Test
    void everyColumnSaysWhetherItIsSimulated() {
        assertThat(report.factRows().get(0))
                .containsExactly(
                        "fact",
                        "recorded, first 60 %",
                        "recorded, last 40 %",
                        "recorded SPOT, last 40 %",
                        "simulated, default");
        assertThat(report.factRows().get(1))
                .containsExactly(
                        "spread",
                        "2 (1.80 to 2.20)",
                        "1 (0.900 to 1.10)",
                        "3 (2.70 to 3.30)",
                        "0.490 (0.490 to 0.490) x0.490 missed");
        assertThat(report.figureRows().get(1)).containsExactly("orders", "200", "100", "300", "50");
    }

    @Test
    @SuppressWarnings("unchecked") // the report's own maps
    void jsonHoldsValuesIntervalsRatiosAndTheScore() {
        Map<String, Object> simulated = (Map<String, Object>) report.json().get("simulated");
        Map<String, Object> market = (Map<String, Object>) simulated.get("default");

        assertThat(market).containsEntry("met", 6L);
        assertThat((Map<String, Double>) market.get("ratios")).containsEntry("spread", 0.49);
        assertThat((Map<String, Object>) market.get("facts")).containsEntry("spread", new Estimate(0.49, 0.49, 0.49));
    }

    @Test
    void thePageIsMarkdownWithTheCommandThatMadeIt() {
        String page = new FactsPage(report, "./nexus facts --page X").toString();

        assertThat(page)
                .startsWith("# The simulated market held against reality\n")
                .contains("`./nexus facts --page X`")
                .contains("- simulated default: 6 of 8")
                .contains("| fact | recorded, first 60 % |")
                .contains("| `tail-index` | Hill's index");
    }
}
