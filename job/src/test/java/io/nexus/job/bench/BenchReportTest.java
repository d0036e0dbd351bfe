package io.nexus.job.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    @Test
    void standsTheMedianOfEachFigureBesideTheBareOneAndTheirRatio() {
        var ours = List.of(latency(900, 4_000), latency(300, 2_000), latency(600, 9_000));
        var bare = List.of(latency(100, 1_000), latency(300, 2_000), latency(200, 1_500));

        var report = BenchReport.of(
                new BenchReport.Rounds(events(30_000), events(300_000), ours, bare, memory(1_500), memory(750)));

        assertThat(report.keySet())
                .containsExactly("layers1to6Us", "tickToSubmitUs", "eventsPerSecond", "memoryMb");
        assertThat(section(report, "layers1to6Us"))
                .containsEntry("p50", 600.0)
                .containsEntry("p99", 4_000.0)
                .containsEntry("bare", Map.of("p50", 200.0, "p99", 1_500.0))
                .containsEntry("ratio", Map.of("p50", 3.0, "p99", 2.667));
        assertThat(section(report, "eventsPerSecond"))
                .containsEntry("value", 30_000.0)
                .containsEntry("bare", 300_000.0)
                .containsEntry("ratio", 0.1);
        assertThat(section(report, "memoryMb")).containsEntry("value", 1_500.0).containsEntry("ratio", 2.0);
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddleOfAnEvenNumber() {
        double median = BenchReport.median(List.of(latency(1, 0), latency(4, 0), latency(2, 0), latency(9, 0)), m -> m.p50Us());

        assertThat(median).isEqualTo(3);
    }

    private static Map<?, ?> raw(Map<String, Object> report, String key) {
        return (Map<?, ?>) report.get(key);
    }

    @SuppressWarnings("unchecked") // sections have text keys
    private static Map<String, Object> section(Map<String, Object> report, String key) {
        return (Map<String, Object>) raw(report, key);
    }

    private static Measurement latency(double p50Us, double p99Us) {
        return new Measurement(5_000, p50Us, p99Us, 100, 0);
    }

    private static List<Measurement> events(double perSecond) {
        return List.of(new Measurement(perSecond, 0, 0, 0, 0));
    }

    private static List<Measurement> memory(long megabytes) {
        return List.of(new Measurement(5_000, 1, 1, 1, megabytes));
    }
}
